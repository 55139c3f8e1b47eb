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
    similarities(queries, documents, n, dims, out) {
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          floats[out + row * n + column] = dot(queries + row * dims, documents + column * dims, dims)
        }
      }
    },
    infoNce(scores, n, temperature, gradient, rowSums, columnSums) {
      let loss = 0
      floats.fill(0, rowSums, rowSums + n)
      floats.fill(0, columnSums, columnSums + n)
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          // Cosines are at most 1, so this power neither overflows nor needs the row's maximum.
          const power = Math.exp((floats[scores + row * n + column] - 1) / temperature)
          floats[gradient + row * n + column] = power
          floats[rowSums + row] += power
          floats[columnSums + column] += power
        }
        loss -= (2 * (floats[scores + row * n + row] - 1)) / temperature
      }
      const share = 1 / (2 * n * temperature)
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          floats[gradient + row * n + column] *=
            share * (1 / floats[rowSums + row] + 1 / floats[columnSums + column])
        }
        floats[gradient + row * n + row] -= 2 * share
        loss += Math.log(floats[rowSums + row]) + Math.log(floats[columnSums + row])
      }
      return loss / (2 * n)
    },
    multiply(gradient, vectors, n, dims, out) {
      floats.fill(0, out, out + n * dims)
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          addScaled(out + row * dims, vectors + column * dims, floats[gradient + row * n + column], dims)
        }
      }
    },
    multiplyTransposed(gradient, vectors, n, dims, out) {
      floats.fill(0, out, out + n * dims)
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) {
          addScaled(out + column * dims, vectors + row * dims, floats[gradient + row * n + column], dims)
        }
      }
    },
    backpropagate(
      starts,
      ids,
      coefficients,
      nTexts,
      table,
      weights,
      dims,
      units,
      norms,
      unitGradients,
      tableGradient,
      weightGradient,
    ) {
      for (let text = 0; text < nTexts; text++) {
        const norm = floats[norms + text]
        if (norm <= 0) continue
        const unit = units + text * dims
        const gradient = unitGradients + text * dims
        // Through the division by the length: only what is at right angles to the unit vector is left.
        addScaled(gradient, unit, -dot(unit, gradient, dims), dims)
        for (let at = 0; at < dims; at++) floats[gradient + at] /= norm
        for (let token = integers[starts + text]; token < integers[starts + text + 1]; token++) {
          const id = integers[ids + token]
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
  }
}
