#!/usr/bin/env node
import { serve } from './serve.js'

// What still runs, such as a thread that reads files, has nobody left to work for.
process.exit(await serve(process.argv.slice(2)))
