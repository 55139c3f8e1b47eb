import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SyntaxParser } from '../../chunk/syntax-parser.js'
import { openTestParser } from '../../chunk/testing/test-parser.js'
import { placeOf } from './document.js'
import { MAX_DOCUMENT_CHARS, MAX_QUERY_CHARS } from './pair.js'
import { describePairs, mineText } from './testing/mine-text.js'

let syntax: SyntaxParser

const PARSED = ['python', 'typescript', 'go', 'rust', 'java', 'csharp', 'ruby', 'elixir', 'kotlin']

beforeAll(async () => {
  syntax = await openTestParser(PARSED)
}, 60_000)

describe('mineFile', () => {
  it.each<[what: string, path: string, text: string, expected: readonly string[]]>([
    [
      'Python: docs, names, comments, messages, and nothing of switched-off code',
      'shop/cart.py',
      `# Copyright 2024 Somebody. Licensed under the MIT License.
"""Shopping carts and what they cost."""


def total_price(items, discount=0.0):
    """Sum up what all products cost. The discount is a share.

    Args:
        items: Pairs of a price in cents and a quantity.
    """
    # Prices of all products, before any discount is taken off.
    subtotal = sum(price * quantity for price, quantity in items)
    # subtotal = max(subtotal, 0)
    if discount > 1:
        raise ValueError("The discount must be a share between 0 and 1")
    return subtotal * (1 - discount)
`,
      [
        'doc 5: Sum up what all products cost. => def total_price(items, discount=0.0):⏎ ⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError("The discount must be a share between 0 and 1")⏎ return subtotal * (1 - discount)',
        'doc-rest 5: The discount is a share. Pairs of a price in cents and a quantity. => def total_price(items, discount=0.0):⏎ ⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError("The discount must be a share between 0 and 1")⏎ return subtotal * (1 - discount)',
        'name 5: total price => def (items, discount=0.0):⏎ ⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError("The discount must be a share between 0 and 1")⏎ return subtotal * (1 - discount)',
        'string 5: The discount must be a share between 0 and 1 => def total_price(items, discount=0.0):⏎ """Sum up what all products cost. The discount is a share.⏎⏎ Args:⏎ items: Pairs of a price in cents and a quantity.⏎ """⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError()⏎ return subtotal * (1 - discount)',
        'comment 12: Prices of all products, before any discount is taken off. =>  subtotal = sum(price * quantity for price, quantity in items)',
        'header 3: Shopping carts and what they cost. => def total_price(items, discount=0.0):⏎ """Sum up what all products cost. The discount is a share.⏎⏎ Args:⏎ items: Pairs of a price in cents and a quantity.⏎ """⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError("The discount must be a share between 0 and 1")⏎ return subtotal * (1 - discount)',
        'path 5: shop cart => (no path) def total_price(items, discount=0.0):⏎ """Sum up what all products cost. The discount is a share.⏎⏎ Args:⏎ items: Pairs of a price in cents and a quantity.⏎ """⏎ # Prices of all products, before any discount is taken off.⏎ subtotal = sum(price * quantity for price, quantity in items)⏎ # subtotal = max(subtotal, 0)⏎ if discount > 1:⏎ raise ValueError("The discount must be a share between 0 and 1")⏎ return subtotal * (1 - discount)',
      ],
    ],
    [
      'TypeScript: no TODO, no directive, no @param that repeats its name',
      'src/weather/station.ts',
      `/**
 * Measures the weather and remembers it.
 *
 * @example
 * new Station().record(20)
 */
export class Station {
  /**
   * Adds one reading to those of today.
   * @param celsius the celsius
   */
  record(celsius: number): void {
    // TODO: reject nonsense
    this.readings.push(celsius)
    // eslint-disable-next-line no-console
    console.log(celsius)
  }
}
`,
      [
        'doc 7: Measures the weather and remembers it. => export class Station {⏎ /**⏎ * Adds one reading to those of today.⏎ * @param celsius the celsius⏎ */⏎ record(celsius: number): void {⏎ // TODO: reject nonsense⏎ this.readings.push(celsius)⏎ // eslint-disable-next-line no-console⏎ console.log(celsius)⏎ }⏎}',
        'doc 12: Adds one reading to those of today. => record(celsius: number): void {⏎ // TODO: reject nonsense⏎ this.readings.push(celsius)⏎ // eslint-disable-next-line no-console⏎ console.log(celsius)⏎ }',
        'name 12: station record =>  (celsius: number): void {⏎ // TODO: reject nonsense⏎ this.readings.push(celsius)⏎ // eslint-disable-next-line no-console⏎ console.log(celsius)⏎ }',
        'path 7: weather station => (no path) export class Station {⏎ /**⏎ * Adds one reading to those of today.⏎ * @param celsius the celsius⏎ */⏎ record(celsius: number): void {⏎ // TODO: reject nonsense⏎ this.readings.push(celsius)⏎ // eslint-disable-next-line no-console⏎ console.log(celsius)⏎ }⏎}',
      ],
    ],
    [
      'TypeScript: tests that are named by strings',
      'src/station.test.ts',
      `it('averages all its readings', () => {
  expect(new Station().average()).toBe(20)
})
`,
      ["test 1: averages all its readings => it(' ', () => {⏎ expect(new Station().average()).toBe(20)⏎})"],
    ],
    [
      'Go: the name at the start of a comment is not part of the query',
      'shop/payment.go',
      `// Package shop sells things.
package shop

// ChargeCard asks the bank for money. It retries when the network fails.
func ChargeCard(number string, cents int) error {
	if bankAccepts(number, cents) {
		return nil
	}
	return errors.New("the bank refused the payment")
}
`,
      [
        'doc 5: asks the bank for money. => func ChargeCard(number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New("the bank refused the payment")⏎}',
        'doc-rest 5: It retries when the network fails. => func ChargeCard(number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New("the bank refused the payment")⏎}',
        'name 5: charge card => func (number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New("the bank refused the payment")⏎}',
        'string 5: the bank refused the payment => func ChargeCard(number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New()⏎}',
        'header 2: Package shop sells things. => package shop⏎⏎// ChargeCard asks the bank for money. It retries when the network fails.⏎func ChargeCard(number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New("the bank refused the payment")⏎}',
        'path 5: shop payment => (no path) func ChargeCard(number string, cents int) error {⏎ if bankAccepts(number, cents) {⏎ return nil⏎ }⏎ return errors.New("the bank refused the payment")⏎}',
      ],
    ],
    [
      'Go: tests',
      'shop/payment_test.go',
      `package shop

func TestChargeCardRetriesTwice(t *testing.T) {
	bank := &fakeBank{failures: 2}
	check(t, bank.Charge("4111", 100))
}
`,
      [
        'test 3: charge card retries twice => func (t *testing.T) {⏎ bank := &fakeBank{failures: 2}⏎ check(t, bank.Charge("4111", 100))⏎}',
      ],
    ],
    [
      'Rust: examples are left out, tests inside of a module are tests',
      'src/lexer.rs',
      `/// Reads the next token and skips blanks before it.
///
/// # Examples
///
/// \`\`\`
/// let token = lexer.next_token();
/// \`\`\`
///
/// # Errors
///
/// Fails at a character that no token starts with.
pub fn next_token(input: &str) -> Result<Token, Error> {
    let trimmed = input.trim_start();
    // A quote opens a string, which may span lines.
    if trimmed.starts_with('"') {
        return string_token(trimmed);
    }
    word_token(trimmed)
}

#[cfg(test)]
mod tests {
    #[test]
    fn skips_blanks_before_a_word() {
        assert_eq!(next_token("  abc").unwrap().text, "abc");
    }
}
`,
      [
        `doc 12: Reads the next token and skips blanks before it. => pub fn next_token(input: &str) -> Result<Token, Error> {⏎ let trimmed = input.trim_start();⏎ // A quote opens a string, which may span lines.⏎ if trimmed.starts_with('"') {⏎ return string_token(trimmed);⏎ }⏎ word_token(trimmed)⏎}`,
        `doc-rest 12: Fails at a character that no token starts with. => pub fn next_token(input: &str) -> Result<Token, Error> {⏎ let trimmed = input.trim_start();⏎ // A quote opens a string, which may span lines.⏎ if trimmed.starts_with('"') {⏎ return string_token(trimmed);⏎ }⏎ word_token(trimmed)⏎}`,
        `name 12: next token => pub fn (input: &str) -> Result<Token, Error> {⏎ let trimmed = input.trim_start();⏎ // A quote opens a string, which may span lines.⏎ if trimmed.starts_with('"') {⏎ return string_token(trimmed);⏎ }⏎ word_token(trimmed)⏎}`,
        'test 24: skips blanks before a word => fn () {⏎ assert_eq!(next_token(" abc").unwrap().text, "abc");⏎ }',
        `comment 15: A quote opens a string, which may span lines. =>  if trimmed.starts_with('"') {⏎ return string_token(trimmed);⏎ }⏎ word_token(trimmed)`,
        `path 12: src lexer => (no path) pub fn next_token(input: &str) -> Result<Token, Error> {⏎ let trimmed = input.trim_start();⏎ // A quote opens a string, which may span lines.⏎ if trimmed.starts_with('"') {⏎ return string_token(trimmed);⏎ }⏎ word_token(trimmed)⏎}⏎⏎#[cfg(test)]⏎mod tests {⏎ #[test]⏎ fn skips_blanks_before_a_word() {⏎ assert_eq!(next_token(" abc").unwrap().text, "abc");⏎ }⏎}`,
      ],
    ],
    [
      'Java: Javadoc, its tags and its markup',
      'src/main/java/shop/OrderBook.java',
      `package shop;

/** Keeps the orders that are <b>not yet</b> filled, see {@link Order}. */
public class OrderBook {
    /**
     * Finds the cheapest offer for a product.
     *
     * @param product the product
     * @param limit the highest price that the buyer accepts
     * @return the cheapest offer, or nothing when all are dearer
     */
    public Optional<Offer> cheapestOffer(Product product, int limit) {
        return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());
    }
}
`,
      [
        'doc 4: Keeps the orders that are not yet filled, see Order. => public class OrderBook {⏎ /**⏎ * Finds the cheapest offer for a product.⏎ *⏎ * @param product the product⏎ * @param limit the highest price that the buyer accepts⏎ * @return the cheapest offer, or nothing when all are dearer⏎ */⏎ public Optional<Offer> cheapestOffer(Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }⏎}',
        'doc 12: Finds the cheapest offer for a product. => public Optional<Offer> cheapestOffer(Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }',
        'doc-rest 12: the highest price that the buyer accepts the cheapest offer, or nothing when all are dearer => public Optional<Offer> cheapestOffer(Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }',
        'name 4: order book => (no path) src/main/java/shop/ .java⏎public class {⏎ /**⏎ * Finds the cheapest offer for a product.⏎ *⏎ * @param product the product⏎ * @param limit the highest price that the buyer accepts⏎ * @return the cheapest offer, or nothing when all are dearer⏎ */⏎ public Optional<Offer> cheapestOffer(Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }⏎}',
        'name 12: cheapest offer => public Optional<Offer> (Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }',
        'path 4: order book => (no path) public class OrderBook {⏎ /**⏎ * Finds the cheapest offer for a product.⏎ *⏎ * @param product the product⏎ * @param limit the highest price that the buyer accepts⏎ * @return the cheapest offer, or nothing when all are dearer⏎ */⏎ public Optional<Offer> cheapestOffer(Product product, int limit) {⏎ return offers.stream().filter(offer -> offer.price() <= limit).min(byPrice());⏎ }⏎}',
      ],
    ],
    [
      'C#: documentation as XML, and what only repeats a name',
      'Shop/Basket.cs',
      `namespace Shop;

public static class BasketFiles
{
    /// <summary>Gets or sets the name.</summary>
    public static string Name { get; set; } = LongDefaultNameOfBaskets;

    /// <summary>Writes the <see cref="T:Basket"/> to disk.</summary>
    /// <param name="path">The file, which is replaced when it exists.</param>
    public static void Save(Basket basket, string path)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(basket));
    }
}
`,
      [
        'doc 10: Writes the Basket to disk. => public static void Save(Basket basket, string path)⏎ {⏎ File.WriteAllText(path, JsonSerializer.Serialize(basket));⏎ }',
        'doc-rest 10: The file, which is replaced when it exists. => public static void Save(Basket basket, string path)⏎ {⏎ File.WriteAllText(path, JsonSerializer.Serialize(basket));⏎ }',
        'name 3: basket files => public static class ⏎{⏎ /// <summary>Gets or sets the name.</summary>⏎ public static string Name { get; set; } = LongDefaultNameOfBaskets;⏎⏎ /// <summary>Writes the <see cref="T:Basket"/> to disk.</summary>⏎ /// <param name="path">The file, which is replaced when it exists.</param>⏎ public static void Save(Basket basket, string path)⏎ {⏎ File.WriteAllText(path, JsonSerializer.Serialize(basket));⏎ }⏎}',
        'name 10: basket files save => public static void (Basket basket, string path)⏎ {⏎ File.WriteAllText(path, JsonSerializer.Serialize(basket));⏎ }',
        'path 3: shop basket => (no path) public static class BasketFiles⏎{⏎ /// <summary>Gets or sets the name.</summary>⏎ public static string Name { get; set; } = LongDefaultNameOfBaskets;⏎⏎ /// <summary>Writes the <see cref="T:Basket"/> to disk.</summary>⏎ /// <param name="path">The file, which is replaced when it exists.</param>⏎ public static void Save(Basket basket, string path)⏎ {⏎ File.WriteAllText(path, JsonSerializer.Serialize(basket));⏎ }⏎}',
      ],
    ],
    [
      'Ruby: TomDoc, magic comments',
      'lib/shop/parser.rb',
      `# frozen_string_literal: true

# Public: Parse one line of a price list.
#
# line - The String to read.
def parse_price(line)
  raise ArgumentError, "a line of prices needs two columns" unless line.include?(",")
  Price.new(*line.split(","))
end
`,
      [
        'doc 6: Parse one line of a price list. => def parse_price(line)⏎ raise ArgumentError, "a line of prices needs two columns" unless line.include?(",")⏎ Price.new(*line.split(","))⏎end',
        'doc-rest 6: line - The String to read. => def parse_price(line)⏎ raise ArgumentError, "a line of prices needs two columns" unless line.include?(",")⏎ Price.new(*line.split(","))⏎end',
        'name 6: parse price => def (line)⏎ raise ArgumentError, "a line of prices needs two columns" unless line.include?(",")⏎ Price.new(*line.split(","))⏎end',
        'string 6: a line of prices needs two columns => def parse_price(line)⏎ raise ArgumentError, unless line.include?(",")⏎ Price.new(*line.split(","))⏎end',
        'path 6: shop parser => (no path) def parse_price(line)⏎ raise ArgumentError, "a line of prices needs two columns" unless line.include?(",")⏎ Price.new(*line.split(","))⏎end',
      ],
    ],
    [
      'Elixir: tests',
      'test/cart_test.exs',
      `defmodule CartTest do
  test "adds up the prices of all items" do
    cart = Cart.new() |> Cart.add(:apple, 3) |> Cart.add(:pear, 4)
    assert Cart.total(cart) == 7
  end
end
`,
      [
        'test 2: adds up the prices of all items =>  test " " do⏎ cart = Cart.new() |> Cart.add(:apple, 3) |> Cart.add(:pear, 4)⏎ assert Cart.total(cart) == 7⏎ end',
      ],
    ],
    [
      'Kotlin: names with blanks',
      'src/test/kotlin/CartTest.kt',
      `class CartTest {
    @Test
    fun \`adds up the prices of all items\`() {
        val cart = Cart().add("apple", 3).add("pear", 4)
        assertEquals(7, cart.total())
    }
}
`,
      [
        'test 2: adds up the prices of all items => @Test⏎ fun () {⏎ val cart = Cart().add("apple", 3).add("pear", 4)⏎ assertEquals(7, cart.total())⏎ }',
      ],
    ],
    [
      'Markdown: headings, paragraphs before code, no licence',
      'docs/refunds.md',
      `# Refunds

## How to ask for a refund

Write to the support team and name the number of the order, like this:

\`\`\`sh
mail support@example.org "refund of order 4711"
\`\`\`

## License

Copyright 2024 Somebody, all rights reserved.
`,
      [
        'prose 4: How to ask for a refund => Write to the support team and name the number of the order, like this:⏎⏎```sh⏎mail support@example.org "refund of order 4711"⏎```',
        'prose 8: Write to the support team and name the number of the order, like this => mail support@example.org "refund of order 4711"',
        'path 1: docs refunds => (no path) # Refunds⏎⏎## How to ask for a refund⏎⏎Write to the support team and name the number of the order, like this:⏎⏎```sh⏎mail support@example.org "refund of order 4711"⏎```⏎⏎## License⏎⏎Copyright 2024 Somebody, all rights reserved.',
      ],
    ],
    [
      'reStructuredText: the first sentence of a section asks for the rest',
      'docs/stations.rst',
      `Weather stations
================

A station records temperatures.

Readings are kept for a year and then they are thrown away, unless somebody asks for them to be kept in the
archive, which costs more and takes some time to set up for the first time.
`,
      [
        'prose 3: Weather stations => A station records temperatures.⏎⏎Readings are kept for a year and then they are thrown away, unless somebody asks for them to be kept in the⏎archive, which costs more and takes some time to set up for the first time.',
        'prose 5: A station records temperatures. => Readings are kept for a year and then they are thrown away, unless somebody asks for them to be kept in the⏎archive, which costs more and takes some time to set up for the first time.',
        'path 1: docs stations => (no path) Weather stations⏎================⏎⏎A station records temperatures.⏎⏎Readings are kept for a year and then they are thrown away, unless somebody asks for them to be kept in the⏎archive, which costs more and takes some time to set up for the first time.',
      ],
    ],
    [
      'Spanish is as good as English',
      'lib/tienda.py',
      `def calcular_total(productos, descuento):
    """Suma los precios de todos los productos y resta el descuento."""
    total = sum(producto.precio for producto in productos)
    return total - total * descuento / 100
`,
      [
        'doc 1: Suma los precios de todos los productos y resta el descuento. => def calcular_total(productos, descuento):⏎ ⏎ total = sum(producto.precio for producto in productos)⏎ return total - total * descuento / 100',
        'name 1: calcular total => def (productos, descuento):⏎ ⏎ total = sum(producto.precio for producto in productos)⏎ return total - total * descuento / 100',
        'path 1: lib tienda => (no path) def calcular_total(productos, descuento):⏎ """Suma los precios de todos los productos y resta el descuento."""⏎ total = sum(producto.precio for producto in productos)⏎ return total - total * descuento / 100',
      ],
    ],
    [
      'settings: comments only',
      '.github/workflows/release.yml',
      `name: release
on: push
jobs:
  # Publishes the packages that changed since the last tag.
  publish:
    runs-on: ubuntu-latest
    steps: [checkout, build, publish]
`,
      [
        'comment 5: Publishes the packages that changed since the last tag. =>  publish:⏎ runs-on: ubuntu-latest⏎ steps: [checkout, build, publish]',
      ],
    ],
  ])('%s', (_what, path, text, expected) => {
    expect(describePairs(mineText(path, text, syntax))).toEqual(expected)
  })

  it.each<[what: string, path: string, text: string]>([
    [
      'generated files',
      'api.pb.go',
      '// Sends a message to all.\nfunc SendMessage(text string) { broadcast(text, everybody) }\n',
    ],
    [
      'files that say so',
      'a.go',
      '// Code generated by a tool. DO NOT EDIT.\n\n// Sends a message.\nfunc SendMessage(t string) { broadcast(t, all) }\n',
    ],
    [
      'notebooks',
      'a.ipynb',
      '{"cells":[{"cell_type":"code","source":["# Loads the table of prices\\n","x = 1"]}]}',
    ],
    [
      'lists of changes',
      'CHANGELOG.md',
      '# Changes\n\n## What is new for users\n\nEverything is faster now than it has ever been.\n',
    ],
    ['empty files', 'a.py', '\n'],
  ])('gives nothing for %s', (_what, path, text) => {
    expect(describePairs(mineText(path, text, syntax))).toEqual([])
  })

  it('says which natural language a query is in, and keeps paths out of what names a path', () => {
    const text = `def calcular_total(productos):
    """Suma los precios de todos los productos de la lista."""
    return sum(producto.precio for producto in productos)
`
    const { pairs } = mineText('tienda/caja_rapida.py', text, syntax)
    expect(pairs.map(({ source, naturalLanguage }) => `${source} ${naturalLanguage}`)).toEqual([
      'doc es',
      'path en',
    ])
    expect(pairs[1]?.document).not.toContain('caja')
  })

  it.each([
    ['Push adds a value to the stack.', 'adds a value to the stack.'],
    ['Push - adds a value to the stack.', 'adds a value to the stack.'],
    ['Push a value onto the stack.', 'Push a value onto the stack.'],
    ['PushAll values onto the stack.', 'PushAll values onto the stack.'],
  ])('asks %j without the name it begins with', (comment, query) => {
    const text = `// ${comment}\nfunc Push(value int) { stack = append(stack, value) }\n`
    const { pairs } = mineText('shop/stack.go', text, syntax)
    expect(pairs.find(({ source }) => source === 'doc')?.query).toBe(query)
  })

  it('counts what it leaves out by reason', () => {
    const text = `# Licensed under the MIT License.

# TODO: think about it some more
first = compute_the_first_of_all(values)
# result = compute(values);
second = compute_the_second_of_all(values)
# noqa: this is how it is
third = compute_the_third_of_all(values)
# short
fourth = compute_the_fourth_of_all(values)
# 这是一个非常重要的注释 不要删除它
fifth = compute_the_fifth_of_all(values)
`
    expect(Object.fromEntries(mineText('price_list.py', text, syntax).dropped)).toEqual({
      todo: 1,
      'commented-out code': 1,
      directive: 1,
      'too short': 1,
      'not English or Spanish': 1,
      licence: 1,
    })
  })
})

describe('for any text', () => {
  const word = fc.constantFrom('total', 'price', 'of', 'the', 'cart', 'adds', 'x', 'ñandú', '日本', '👍🏽')
  const line = fc.oneof(
    fc.array(word, { maxLength: 9 }).map((words) => `# ${words.join(' ')}.`),
    fc.array(word, { maxLength: 9 }).map((words) => `    """${words.join(' ')}`),
    fc.tuple(word, word).map(([a, b]) => `def ${a}_${b}(self, ${a}):`),
    fc.tuple(word, word).map(([a, b]) => `    ${a}_${b} = ${a}_${b}(${a}) + "${a} of the ${b} is not ${b}"`),
    fc.constantFrom(
      '',
      '    return total',
      'class Cart:',
      '    def total_price(self):',
      '"""',
      '@test',
      '}',
      '\t\t{',
    ),
    fc.string({ maxLength: 60 }),
  )
  const path = fc.constantFrom(
    'a/total_price.py',
    'test_cart.py',
    'a.rb',
    'b.test.ts',
    'a.go',
    'x.md',
    'x.rst',
    'a.yml',
    'T.kt',
  )
  const file = fc.record({ path, text: fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n')) })

  it('queries and documents are as long as promised, and lines are lines of the file', () => {
    fc.assert(
      fc.property(file, ({ path, text }) => {
        for (const { query, document, line, path: ofPair } of mineText(path, text, syntax).pairs) {
          expect(query.length).toBeLessThanOrEqual(MAX_QUERY_CHARS)
          expect(query).toBe(query.trim())
          expect(document.length).toBeLessThanOrEqual(MAX_DOCUMENT_CHARS)
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length)
          expect(ofPair).toBe(path)
        }
      }),
    )
  })

  it('the document of a name does not have the name, nor has its path', () => {
    fc.assert(
      fc.property(file, ({ path, text }) => {
        const lines = text.split(/\r\n?|\n/)
        for (const { document, source, line } of mineText(path, text, syntax).pairs) {
          if (source !== 'name') continue
          const [, name = ''] = /^\s*(?:def|class)\s+(\w+)/.exec(lines[line - 1] ?? '') ?? []
          expect(name).not.toBe('')
          expect(placeOf(document, name, 0)).toBe(-1)
        }
      }),
    )
  })

  it('the same file gives the same pairs', () => {
    fc.assert(
      fc.property(file, ({ path, text }) => {
        expect(mineText(path, text, syntax)).toEqual(mineText(path, text, syntax))
      }),
      { numRuns: 30 },
    )
  })
})
