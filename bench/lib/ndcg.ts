/** The benchmark's measure: the core's. */
export { covers, type FoundPlace as Result, ndcg, type Target } from '@cerca/core/train'
