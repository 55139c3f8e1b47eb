/** The hot loops of contrastive training in plain TypeScript: slower than WebAssembly, and what it is checked against. */
import type { ContrastiveKernel } from './kernel.js'

/** A kernel over a memory of its caller's. */
export function createPlainKernel(buffer: ArrayBufferLike): ContrastiveKernel {
  const floats = new Float32Array(buffer)
  const integers = new Uint32Array(buffer)

  const dot = (a: number, b: number, length: number) => {
    let total = 0
    for (let at = 0; at < length; at++) total += floats[a + at] * floats[b + at]
    return total
  }
  const addScaled = (target: number, source: number, scale: number, length: number) => {
    for (let at = 0; at < length; at++) floats[target + at] += scale * floats[source + at]
  }

  return {
    encode(starts, ids, coefficients, nTexts, table, weights, dims, units, norms) {
      for (let text = 0; text < nTexts; text++) {
        const out = units + text * dims
        floats.fill(0, out, out + dims)
        for (let token = integers[starts + text]; token < integers[starts + text + 1]; token++) {
          const id = integers[ids + token]
          addScaled(out, table + id * dims, floats[coefficients + token] * floats[weights + id], dims)
        }
        const norm = Math.sqrt(dot(out, out, dims))
        floats[norms + text] = norm
        for (let at = 0; at < dims; at++) floats[out + at] *= norm > 0 ? 1 / norm : 0
      }
    },
    similarities(queries, documents, nQueries, nDocuments, dims, out) {
      for (let row = 0; row < nQueries; row++) {
        for (let column = 0; column < nDocuments; column++) {
          floats[out + row * nDocuments + column] = dot(queries + row * dims, documents + column * dims, dims)
        }
      }
    },
    powers(scores, nRows, nColumns, temperature, out, rowSums) {
      floats.fill(0, rowSums, rowSums + nRows)
      for (let row = 0; row < nRows; row++) {
        for (let column = 0; column < nColumns; column++) {
          // Cosines are at most 1, so this power neither overflows nor needs the row's maximum.
          const power = Math.exp((floats[scores + row * nColumns + column] - 1) / temperature)
          floats[out + row * nColumns + column] = power
          floats[rowSums + row] += power
        }
      }
    },
    sumColumns(powers, nRows, nColumns, stride, out) {
      floats.fill(0, out, out + nColumns)
      for (let row = 0; row < nRows; row++) {
        for (let column = 0; column < nColumns; column++) {
          floats[out + column] += floats[powers + row * stride + column]
        }
      }
    },
    infoNceGradient(powers, firstRow, nRows, n, nColumns, temperature, rowSums, columnSums) {
      const share = 1 / (2 * n * temperature)
      for (let row = firstRow; row < firstRow + nRows; row++) {
        for (let column = 0; column < nColumns; column++) {
          const ofColumn = column < n ? 1 / floats[columnSums + column] : 0
          floats[powers + row * nColumns + column] *= share * (1 / floats[rowSums + row] + ofColumn)
        }
        floats[powers + row * nColumns + row] -= 2 * share
      }
    },
    infoNceLoss(scores, n, nColumns, temperature, rowSums, columnSums) {
      let loss = 0
      for (let row = 0; row < n; row++) {
        loss -= (2 * (floats[scores + row * nColumns + row] - 1)) / temperature
        loss += Math.log(floats[rowSums + row]) + Math.log(floats[columnSums + row])
      }
      return loss / (2 * n)
    },
    triplets(scores, firstRow, nRows, n, nColumns, margin, share, negativeStarts, gradient, losses) {
      for (let row = firstRow; row < firstRow + nRows; row++) {
        const start = row * nColumns
        floats.fill(0, gradient + start, gradient + start + nColumns)
        floats[losses + row] = 0
        let from = integers[negativeStarts + row]
        let end = integers[negativeStarts + row + 1]
        if (from === end) {
          const others = Array.from({ length: n }, (_, column) => column).filter((column) => column !== row)
          const score = (column: number) => floats[scores + start + column]
          from = others.reduce((best, column) => (score(column) > score(best) ? column : best), others[0])
          end = from + 1
        }
        for (let column = from; column < end; column++) {
          const excess = margin + floats[scores + start + column] - floats[scores + start + row]
          if (excess <= 0) continue
          floats[losses + row] += excess * share
          floats[gradient + start + column] = share
          floats[gradient + start + row] -= share
        }
      }
    },
    multiply(gradient, vectors, nRows, nColumns, dims, out) {
      floats.fill(0, out, out + nRows * dims)
      for (let row = 0; row < nRows; row++) {
        for (let column = 0; column < nColumns; column++) {
          addScaled(
            out + row * dims,
            vectors + column * dims,
            floats[gradient + row * nColumns + column],
            dims,
          )
        }
      }
    },
    multiplyTransposed(gradient, vectors, nRows, nColumns, stride, dims, out) {
      floats.fill(0, out, out + nColumns * dims)
      for (let row = 0; row < nRows; row++) {
        for (let column = 0; column < nColumns; column++) {
          addScaled(out + column * dims, vectors + row * dims, floats[gradient + row * stride + column], dims)
        }
      }
    },
    truncate(units, nTexts, dims, prefixDims, prefixUnits, norms) {
      for (let text = 0; text < nTexts; text++) {
        const source = units + text * dims
        const norm = Math.sqrt(dot(source, source, prefixDims))
        floats[norms + text] = norm
        for (let at = 0; at < prefixDims; at++) {
          floats[prefixUnits + text * prefixDims + at] = floats[source + at] * (norm > 0 ? 1 / norm : 0)
        }
      }
    },
    addPrefixes(prefixGradients, nTexts, prefixDims, dims, unitGradients) {
      for (let text = 0; text < nTexts; text++) {
        addScaled(unitGradients + text * dims, prefixGradients + text * prefixDims, 1, prefixDims)
      }
    },
    project(units, norms, nTexts, dims, gradients) {
      for (let text = 0; text < nTexts; text++) {
        const norm = floats[norms + text]
        const unit = units + text * dims
        const gradient = gradients + text * dims
        // Through the division by the length: only what is at right angles to the unit vector is left.
        addScaled(gradient, unit, -dot(unit, gradient, dims), dims)
        for (let at = 0; at < dims; at++) floats[gradient + at] *= norm > 0 ? 1 / norm : 0
      }
    },
    scatter(
      starts,
      ids,
      coefficients,
      nTexts,
      table,
      weights,
      dims,
      gradients,
      tableGradient,
      weightGradient,
      part,
      nParts,
    ) {
      for (let text = 0; text < nTexts; text++) {
        const gradient = gradients + text * dims
        for (let token = integers[starts + text]; token < integers[starts + text + 1]; token++) {
          const id = integers[ids + token]
          if (id % nParts !== part) continue
          const coefficient = floats[coefficients + token]
          addScaled(tableGradient + id * dims, gradient, coefficient * floats[weights + id], dims)
          floats[weightGradient + id] += coefficient * dot(gradient, table + id * dims, dims)
        }
      }
    },
    adam(touched, nTouched, width, values, gradient, means, squares, rate, meanDecay, squareDecay, epsilon) {
      for (let idx = 0; idx < nTouched; idx++) {
        const first = integers[touched + idx] * width
        for (let at = first; at < first + width; at++) {
          const slope = floats[gradient + at]
          floats[means + at] = meanDecay * floats[means + at] + (1 - meanDecay) * slope
          floats[squares + at] = squareDecay * floats[squares + at] + (1 - squareDecay) * slope * slope
          floats[values + at] -= (rate * floats[means + at]) / (Math.sqrt(floats[squares + at]) + epsilon)
          floats[gradient + at] = 0
        }
      }
    },
    adagrad(touched, nTouched, width, values, gradient, squares, rate, epsilon) {
      for (let idx = 0; idx < nTouched; idx++) {
        const first = integers[touched + idx] * width
        for (let at = first; at < first + width; at++) {
          const slope = floats[gradient + at]
          floats[squares + at] += slope * slope
          floats[values + at] -= (rate * slope) / (Math.sqrt(floats[squares + at]) + epsilon)
          floats[gradient + at] = 0
        }
      }
    },
  }
}
