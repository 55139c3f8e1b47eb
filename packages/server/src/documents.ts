/**
 * The documents that are open in the client, and how their text reaches the index.
 *
 * The index is told of every keystroke and takes what was typed when it comes to it; it is not told of a document
 * that is as it is on disk.
 */
import { readFile } from 'node:fs/promises'
import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  URI,
} from 'vscode-languageserver-protocol/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { FilePlace, Folders } from './folders.js'
import { pathOfUri } from './uris.js'

/** Longer texts are not indexed when they change: files of that size are hardly ever written by hand. UTF-16 units. */
const MAX_INDEXED_CHARS = 1024 * 1024

export interface Documents {
  get(uri: URI): TextDocument | undefined
  open(params: DidOpenTextDocumentParams): void
  change(params: DidChangeTextDocumentParams): void
  save(uri: URI): void
  close(uri: URI): void
  /** Resolves when the index has been told how this document was opened, before questions about it. */
  settle(uri: URI): Promise<void>
  /** Roots came or went: documents may belong to other folders now. */
  placeAgain(): void
}

interface OpenDocument {
  text: TextDocument
  /** Where the index has this text in place of the file's; `undefined` while it has the file's. */
  indexedAt: FilePlace | undefined
  /** Comparing it with its file. */
  comparing: Promise<void>
}

export function createDocuments(folders: Folders): Documents {
  const opened = new Map<URI, OpenDocument>()

  const forget = (document: OpenDocument): void => {
    const { indexedAt } = document
    document.indexedAt = undefined
    indexedAt?.folder.index.setDocument(indexedAt.path, undefined)
  }

  const index = (uri: URI, document: OpenDocument): void => {
    const place = folders.placeOf(uri)
    const text = document.text.getText()
    if (place === undefined || text.length > MAX_INDEXED_CHARS) return forget(document)
    if (document.indexedAt?.folder !== place.folder) forget(document)
    document.indexedAt = place
    place.folder.index.setDocument(place.path, text)
  }

  const indexIfUnsaved = async (uri: URI, document: OpenDocument): Promise<void> => {
    const { version } = document.text
    if (folders.placeOf(uri) === undefined) return
    if (await isAsOnDisk(uri, document.text)) return
    // Closed or changed meanwhile: then a later message has said what is to be done.
    if (opened.get(uri) === document && document.text.version === version) index(uri, document)
  }

  return {
    get: (uri) => opened.get(uri)?.text,
    open: ({ textDocument: { uri, languageId, version, text } }) => {
      const known = opened.get(uri)
      if (known !== undefined) forget(known)
      const document: OpenDocument = {
        text: TextDocument.create(uri, languageId, version, text),
        indexedAt: undefined,
        comparing: Promise.resolve(),
      }
      opened.set(uri, document)
      document.comparing = indexIfUnsaved(uri, document)
    },
    change: ({ textDocument: { uri, version }, contentChanges }) => {
      const document = opened.get(uri)
      if (document === undefined) return
      document.text = TextDocument.update(document.text, contentChanges, version)
      index(uri, document)
    },
    save: (uri) => {
      const place = folders.placeOf(uri)
      place?.folder.index.filesChanged([place.path])
    },
    close: (uri) => {
      const document = opened.get(uri)
      if (document === undefined) return
      opened.delete(uri)
      forget(document)
    },
    settle: async (uri) => opened.get(uri)?.comparing,
    placeAgain: () => {
      for (const [uri, document] of opened) {
        if (document.indexedAt === undefined) document.comparing = indexIfUnsaved(uri, document)
        else index(uri, document)
      }
    },
  }
}

async function isAsOnDisk(uri: URI, document: TextDocument): Promise<boolean> {
  const path = pathOfUri(uri)
  if (path === undefined) return false
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '') === document.getText()
  } catch {
    return false
  }
}
