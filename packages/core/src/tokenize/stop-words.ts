/** Words that carry grammar, not content, and how often they occur tells the language of a text. */

const ENGLISH =
  'a about above after again all also am an and any are as at be because been before being below between both but by ' +
  'can could did do does doing down during each few for from further had has have having he her here hers him his how ' +
  'i if in into is it its itself just may me might more most must my no nor not now of off on once only or other our ' +
  'out over own same shall she should so some such than that the their them then there these they this those through ' +
  'to too under until up us very was we were what when where whether which while who whom why will with within ' +
  'without would you your'

const SPANISH =
  'a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos aqui asi aun aunque cada ' +
  'como con contra cual cuales cualquier cuando cuanto cuantos de del desde donde dos durante e el ella ellas ellos en ' +
  'entonces entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos fue fueron ha haber ' +
  'habia hace hacen hacer han hasta hay hemos la las le les lo los mas me mi mientras mis misma mismo muy nada ni no ' +
  'nos nosotros o os otra otras otro otros para pero poco por porque puede pueden pues que quien quienes se sea ' +
  'sean segun ser si sido siempre sin sino sobre solo son su sus tal tambien tampoco tan tanto te tener tiene tienen ' +
  'toda todas todo todos tras tu tus un una unas uno unos usted ustedes va van y ya yo'

/** The natural languages whose words are stemmed and whose stop words are known. */
const NATURAL_LANGUAGES = ['en', 'es'] as const

export type NaturalLanguage = (typeof NATURAL_LANGUAGES)[number]

export function isNaturalLanguage(code: string): code is NaturalLanguage {
  return NATURAL_LANGUAGES.some((language) => language === code)
}

/** Stop words by language, folded (lower case, no accents). */
export const STOP_WORDS: Readonly<Record<NaturalLanguage, ReadonlySet<string>>> = {
  en: new Set(ENGLISH.split(' ')),
  es: new Set(SPANISH.split(' ')),
}

/** Phrases whose words carry content elsewhere, folded: `a partir de` is from, `partir` is to split. */
const SPANISH_PHRASES = [
  'a partir de',
  'a traves de',
  'por medio de',
  'en lugar de',
  'en vez de',
  'a la vez',
  'una vez',
  'cada vez',
  'de acuerdo con',
  'de acuerdo a',
  'de forma',
  'de manera',
  'de modo',
  'en caso de',
  'a pesar de',
  'por ejemplo',
  'sin embargo',
  'tener en cuenta',
  'llevar a cabo',
]

/** Phrases of grammar by language, as folded words; a longer one comes before one that it begins with. */
export const STOP_PHRASES: Readonly<Record<NaturalLanguage, readonly (readonly string[])[]>> = {
  en: [],
  es: SPANISH_PHRASES.map((phrase) => phrase.split(' ')),
}
