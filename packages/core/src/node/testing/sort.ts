/** A function that others can be like. */
export const SORT = `def bubble_sort(values):
    for end in range(len(values) - 1, 0, -1):
        for at in range(end):
            if values[at] > values[at + 1]:
                values[at], values[at + 1] = values[at + 1], values[at]
    return values
`
