/** The protocol's places as the editor's. */
import * as vscode from 'vscode'
import type { ResultHit } from '../results/result-hit.js'

type ProtocolRange = ResultHit['range']

export function toRange({ start, end }: ProtocolRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character)
}

export function fromRange({ start, end }: vscode.Range): ProtocolRange {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  }
}

/** The cursor there, with nothing selected that the next key would overwrite. */
export function cursorAt({ line, character }: ProtocolRange['start']): vscode.Range {
  return new vscode.Range(line, character, line, character)
}
