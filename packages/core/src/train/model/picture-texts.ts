/** One pair of many, to be seen from near: what the picture of a training shows. */
import type { PictureText } from '../report/record-contrastive.js'
import type { TrainedText } from './prepare-model-training.js'

/** Documents that do not answer the question shown: enough to push away, few enough to be told apart. */
const N_NEGATIVES = 8

const MAX_LABEL_CHARS = 48

/** The pair in the middle of `examples`, and documents of others, evenly spread over them. At least one example. */
export function pictureTexts(examples: readonly TrainedText[]): PictureText[] {
  const middle = Math.floor(examples.length / 2)
  const { text, bags } = examples[middle]
  const step = Math.max(1, Math.floor(examples.length / (N_NEGATIVES + 1)))
  const others = examples
    .filter((other, idx) => idx % step === 0 && other.text.document !== text.document)
    .slice(0, N_NEGATIVES)
  return [
    { label: shortened(text.query), role: 'anchor', bag: bags.query },
    { label: labelOf(text), role: 'positive', bag: bags.document },
    ...others.map((other): PictureText => {
      return { label: labelOf(other.text), role: 'negative', bag: other.bags.document }
    }),
  ]
}

/** The first line that is not the path: it says most about a piece of code. */
function labelOf({ document, path }: TrainedText['text']): string {
  const line = document.split('\n').find((candidate) => candidate.trim() !== '' && candidate !== path)
  return shortened(line ?? path)
}

function shortened(text: string): string {
  const characters = [...text.trim()]
  return characters.length > MAX_LABEL_CHARS
    ? `${characters.slice(0, MAX_LABEL_CHARS - 1).join('')}…`
    : characters.join('')
}
