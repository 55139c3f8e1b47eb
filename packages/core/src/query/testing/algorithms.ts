/** Three algorithms in three languages: the smallest corpus in which code can be alike. */
import { project } from '../../segment/testing/analyzed.js'

export const ALGORITHMS = project(`
  //- go/bellman.go
  package graph

  // Shortest paths from a source, edges may be negative.
  func BellmanFord(edges, source)
    distance[source] = 0
    for range vertices
      for _, edge := range edges
        if distance[edge.from] + edge.weight < distance[edge.to]
          distance[edge.to] = distance[edge.from] + edge.weight

  func hasNegativeCycle(edges, distance)
    return distance[edge.from] + edge.weight < distance[edge.to]
  //- go/edit.go
  package text

  // How many edits make one word the other.
  func Levenshtein(left, right)
    previous := make(row)
    for i := range left
      current[0] = i
      for j := range right
        substitution := previous[j] + cost
        insertion := current[j] + 1
        deletion := previous[j+1] + 1
        current[j+1] = min(substitution, insertion, deletion)
  //- go/sort.go
  package sorting

  func QuickSort(items)
    pivot := partition(items, low, high)
    QuickSort(items[low:pivot])
    QuickSort(items[pivot:high])

  func partition(items, low, high)
    swap(items, low, high)
  //- js/distance.js
  function levenshtein(a, b) {
    let previousRow = range(b.length)
    for (const i of a) {
      const insertion = currentRow[j] + 1
      const deletion = previousRow[j + 1] + 1
      const substitution = previousRow[j] + cost
      currentRow.push(Math.min(insertion, deletion, substitution))
    }
  }
  //- js/paths.js
  // Relaxes every edge again and again.
  function bellmanFord(edges, source) {
    const distance = fill(vertices, Infinity)
    for (const { from, to, weight } of edges) {
      if (distance[from] + weight < distance[to]) distance[to] = distance[from] + weight
    }
  }
  //- js/quick.js
  function quickSort(items, low, high) {
    const pivot = partition(items, low, high)
    quickSort(items, low, pivot)
    quickSort(items, pivot + 1, high)
  }
  //- py/bellman_ford.py
  def bellman_ford(edges, source):
    distance = {source: 0}
    for _ in vertices:
      for edge in edges:
        if distance[edge.from] + edge.weight < distance[edge.to]:
          distance[edge.to] = distance[edge.from] + edge.weight

  def negative_cycle(edges):
    return any(distance[edge.from] + edge.weight < distance[edge.to])
  //- py/edit_distance.py
  def levenshtein(left, right):
    previous_row = range(len(right))
    for i in left:
      insertion = current_row[j] + 1
      deletion = previous_row[j + 1] + 1
      substitution = previous_row[j] + cost
      current_row.append(min(insertion, deletion, substitution))
  //- py/quicksort.py
  def quick_sort(items, low, high):
    pivot = partition(items, low, high)
    quick_sort(items, low, pivot)
    quick_sort(items, pivot + 1, high)

  def partition(items, low, high):
    swap(items, low, high)
`)
