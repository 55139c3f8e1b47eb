/** What moves in a training report: the slider and the button that lead through its rounds. */

/** Rounds that the tail of a word goes back. */
const WORD_TAIL_ROUNDS = 5

/**
 * Runs in the page, by itself. It reads the frames (`RoundFrame[]`) from the element `frames`, and between two rounds
 * it moves points and bars evenly, so that the eye can follow them. Without it the page shows the last round. `barBase`: y of the foot of the bars, in pixels of the
 * figure.
 */
export function pageScript(barBase: number): string {
  return `
const frames = JSON.parse(document.getElementById('frames').textContent)
const player = document.querySelector('.player')
const button = player.querySelector('button')
const slider = player.querySelector('input')
const output = player.querySelector('output')
const all = (name) => [...document.querySelectorAll('[data-' + name + ']')]
const items = all('item'), threads = all('thread'), trails = all('trail'), cosines = all('cosine')
const picture = document.querySelector('.picture')
const anchor = picture ? Number(picture.dataset.anchor) : -1
const base = ${barBase}
let at = frames.length - 1
let playing = false

const between = (from, to, share) => from + (to - from) * share

function show(time) {
  at = Math.min(frames.length - 1, Math.max(0, time))
  const before = frames[Math.floor(at)], after = frames[Math.ceil(at)], share = at - Math.floor(at)
  const nearest = share < 0.5 ? before : after
  const places = before.positions.map((from, idx) => from.map((value, axis) =>
    between(value, after.positions[idx][axis], share)))
  items.forEach((item, idx) => item.setAttribute('transform', 'translate(' + places[idx].join(' ') + ')'))
  for (const thread of threads) {
    const [x1, y1] = places[anchor], [x2, y2] = places[thread.dataset.thread]
    for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) thread.setAttribute(name, value)
  }
  trails.forEach((trail, idx) => {
    const end = Math.floor(at) + 1
    // Many words: only where each came from last, or the tails would hide them.
    const start = trail.classList.contains('word') ? Math.max(0, end - ${WORD_TAIL_ROUNDS}) : 0
    const passed = frames.slice(start, end).map((frame) => frame.positions[idx])
    trail.setAttribute('points', [...passed, places[idx]].join(' '))
  })
  for (const element of cosines) {
    const cosine = nearest.cosines[element.dataset.cosine]
    element.textContent = cosine.toFixed(2).replace('-', '\\u2212')
    element.style.setProperty('--cosine', Math.max(0, cosine))
  }
  for (const name of ['positives', 'negatives']) {
    all(name).forEach((bar, idx) => {
      const height = between(before[name][idx], after[name][idx], share)
      bar.setAttribute('y', base - height)
      bar.setAttribute('height', height)
    })
  }
  slider.value = Math.round(at)
  slider.setAttribute('aria-valuetext', 'after ' + nearest.label)
  output.textContent = 'after ' + nearest.label
}

function play(isOn) {
  playing = isOn
  button.textContent = isOn ? 'Pause' : 'Play'
}

// A whole training takes about eight seconds, however many rounds it has, and a round at most one.
const roundsPerMs = Math.max(1 / 1000, (frames.length - 1) / 8000)
let last = 0
function turn(now) {
  if (!playing) return
  show(at + Math.min(100, now - last) * roundsPerMs)
  last = now
  if (at >= frames.length - 1) play(false)
  else requestAnimationFrame(turn)
}

button.addEventListener('click', () => {
  if (playing) return play(false)
  if (at >= frames.length - 1) show(0)
  play(true)
  last = performance.now()
  requestAnimationFrame(turn)
})
slider.addEventListener('input', () => { play(false); show(Number(slider.value)) })
slider.max = frames.length - 1
player.hidden = frames.length < 2
show(at)
`
}
