// What VS Code uses of @vscode/spdlog, in JavaScript: the original must be compiled. It writes the log files that
// the Output panel shows.
const { appendFileSync, mkdirSync } = require('node:fs')
const { dirname } = require('node:path')

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical']

class Logger {
  constructor(path) {
    this.path = path
    this.level = 2
    this.isFormatted = true
    mkdirSync(dirname(path), { recursive: true })
  }

  write(level, message) {
    if (level < this.level) return
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '')
    appendFileSync(this.path, this.isFormatted ? `${time} [${LEVELS[level]}] ${message}\n` : message)
  }

  trace(message) {
    this.write(0, message)
  }

  debug(message) {
    this.write(1, message)
  }

  info(message) {
    this.write(2, message)
  }

  warn(message) {
    this.write(3, message)
  }

  error(message) {
    this.write(4, message)
  }

  critical(message) {
    this.write(5, message)
  }

  getLevel() {
    return this.level
  }

  setLevel(level) {
    this.level = level
  }

  clearFormatters() {
    this.isFormatted = false
  }

  // Every message is on disk when its call returns.
  flush() {}
  drop() {}
  setPattern() {}
}

exports.createRotatingLogger = async (_name, path) => new Logger(path)
exports.createAsyncRotatingLogger = exports.createRotatingLogger
exports.setFlushOn = () => {}
exports.setLevel = () => {}
exports.shutdown = () => {}
