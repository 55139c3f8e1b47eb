/** The tools that agents in the editor call; both only read, so nobody is asked for leave. */
import * as vscode from 'vscode'
import { readSearchInput, readSimilarInput } from '../agents/tool-input.js'
import { type ToolAnswer, toolText } from '../agents/tool-text.js'
import type { Server } from './server.js'
import { t } from './wording.js'

/** Names in the manifest. */
const SEARCH_TOOL = 'cerca_search'
const SIMILAR_TOOL = 'cerca_findSimilar'

export function registerLanguageModelTools(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool<unknown>(SEARCH_TOOL, {
      prepareInvocation: ({ input }) => ({
        invocationMessage: t('Searching for {0}', readSearchInput(input).query),
      }),
      invoke: async ({ input }, token) => {
        const { query, content, languages, paths, limit } = readSearchInput(input)
        const answer = await server.search({ query, content, languages, paths, limit }, token)
        return resultOf(answer, `"${query}"`)
      },
    }),
    vscode.lm.registerTool<unknown>(SIMILAR_TOOL, {
      prepareInvocation: ({ input }) => ({
        invocationMessage: t('Finding code like {0}', readSimilarInput(input).path),
      }),
      invoke: async ({ input }, token) => {
        const { path, startLine, endLine, limit } = readSimilarInput(input)
        const uri = await findFile(path)
        const textDocument = { uri: uri.toString() }
        const start = { line: startLine - 1, character: 0 }
        const place =
          endLine === undefined
            ? { position: start }
            : { range: { start, end: { line: endLine, character: 0 } } }
        const answer = await server.similar({ textDocument, ...place, limit }, token)
        return resultOf(answer, `code like ${answer?.targetName || `${path}:${startLine}`}`)
      },
    }),
  )
}

function resultOf(
  answer: Pick<ToolAnswer, 'hits' | 'isComplete'> | undefined,
  question: string,
): vscode.LanguageModelToolResult {
  if (answer === undefined) throw new vscode.CancellationError()
  const hasSeveralFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1
  const text = toolText({ hits: answer.hits, isComplete: answer.isComplete, question, hasSeveralFolders })
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)])
}

/** A path as tools and people write it: absolute, below a root folder, or with the root's name in front. */
async function findFile(path: string): Promise<vscode.Uri> {
  const relative = path.replaceAll('\\', '/').replace(/^\.\//, '')
  const isAbsolute = /^(\/|[a-z]:)/i.test(relative)
  const folders = vscode.workspace.workspaceFolders ?? []
  const candidates = isAbsolute
    ? [vscode.Uri.file(path)]
    : folders.flatMap(({ uri, name }) => [
        vscode.Uri.joinPath(uri, relative),
        ...(relative.startsWith(`${name}/`)
          ? [vscode.Uri.joinPath(uri, relative.slice(name.length + 1))]
          : []),
      ])
  for (const candidate of candidates) {
    if (await isFile(candidate)) return candidate
  }
  throw new Error(`There is no file ${path} in the workspace.`)
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0
  } catch {
    return false
  }
}
