/** Where the model's files lie: beside this module, or beside the bundle that it has become part of. */
export const modelUrl = new URL('./model/', import.meta.url)
