/** Why files are left out, in the language of the editor; core says it in English. */
import type { LeftOutFile, LeftOutReason } from '@cerca/core/node'
import type { Locale } from './texts.js'

export interface LeftOutWords {
  /** The reason in a word or two. */
  readonly label: string
  /** With the rule or the cause behind it. */
  readonly sentence: string
}

const SPANISH: Readonly<Record<LeftOutReason, readonly [label: string, sentence: string]>> = {
  ignored: ['ignorado', 'Un archivo de exclusiones dice que se omita.'],
  'version-control': ['control de versiones', 'Es de los registros del control de versiones.'],
  dependency: ['dependencia', 'Lo instala un gestor de paquetes; su código está en otra parte.'],
  vendored: ['código de terceros', 'Es una copia del código de otro proyecto.'],
  'build-output': ['resultado de compilación', 'Una compilación lo genera a partir del código.'],
  cache: ['caché', 'Es una caché o el estado local de una herramienta.'],
  'lock-file': ['archivo de bloqueo', 'Es un archivo de bloqueo que escribe un gestor de paquetes.'],
  generated: ['generado', 'Lo genera un programa.'],
  minified: ['minificado', 'Está minificado; el código legible está en otra parte.'],
  log: ['registro', 'Es un registro que escribe un programa.'],
  media: ['multimedia', 'Es una imagen, un sonido, un vídeo, un tipo de letra o el modelo de una forma.'],
  archive: ['archivo comprimido', 'Es un archivo comprimido.'],
  database: ['base de datos', 'Es una base de datos o un archivo de datos en formato binario.'],
  'model-weights': ['pesos de un modelo', 'Contiene los pesos de un modelo de aprendizaje automático.'],
  binary: ['binario', 'No es texto.'],
  secret: [
    'secreto',
    'Puede contener un secreto; los secretos nunca se indexan, diga lo que diga un archivo de exclusiones.',
  ],
  'too-large': ['demasiado grande', 'Supera el límite de tamaño de un archivo.'],
  empty: ['vacío', 'No hay nada en él.'],
  unreadable: ['ilegible', 'No se pudo leer.'],
  symlink: [
    'enlace simbólico',
    'Es un enlace simbólico; aquello a lo que apunta se indexa solo en su propio lugar dentro de la raíz.',
  ],
  special: ['especial', 'No es un archivo ni una carpeta (una tubería, un socket o un dispositivo).'],
}

/** The causes that core names; rules and what the system says stay as they are. */
const CAUSES: readonly (readonly [english: RegExp, spanish: string])[] = [
  [/\(built-in default\)$/, '(regla incluida)'],
  [/^(\d[\d,]*) bytes, the limit is (\d[\d,]*)$/, '$1 bytes, el límite es $2'],
  [/^points to /, 'apunta a '],
  [/^permission denied$/, 'permiso denegado'],
  [/^its name is not valid UTF-8$/, 'su nombre no es UTF-8 válido'],
  [/^it vanished during the walk$/, 'desapareció durante el recorrido'],
  [/^it was replaced by something else$/, 'se sustituyó por otra cosa'],
  [/^it begins like a private key$/, 'empieza como una clave privada'],
  [/^its bytes are not text in a known encoding$/, 'sus bytes no son texto en ninguna codificación conocida'],
  [/^nothing but blank space$/, 'solo espacio en blanco'],
  [/^most of it stands in enormous lines$/, 'la mayor parte está en líneas enormes'],
  [/^not a file, folder or link$/, 'ni archivo, ni carpeta, ni enlace'],
]

export function leftOutWords({ reason, sentence, detail }: LeftOutFile, locale: Locale): LeftOutWords {
  if (locale === 'en') return { label: reason.replaceAll('-', ' '), sentence }
  const [label, words] = SPANISH[reason]
  const cause = CAUSES.find(([english]) => english.test(detail))
  return { label, sentence: `${words} (${cause === undefined ? detail : detail.replace(...cause)})` }
}
