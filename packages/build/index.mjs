export { bundleProgram } from './bundle-program.mjs'
export { licencesOf } from './licences.mjs'
