/** A small repository about shops and weather, in three languages and prose. */
export const SAMPLE = {
  'shop/cart.py': `"""Shopping carts."""


class Cart:
    """Things that somebody wants to buy."""

    def __init__(self):
        self.items = []

    def add_item(self, name, price, quantity=1):
        """Put a product into the cart."""
        self.items.append((name, price, quantity))

    def total_price(self, discount=0.0):
        """Sum up what all products cost, less the discount."""
        subtotal = sum(price * quantity for _, price, quantity in self.items)
        return subtotal * (1 - discount)
`,
  'shop/payment.go': `package shop

import "errors"

// ErrDeclined says that the bank refused the payment.
var ErrDeclined = errors.New("payment declined")

// ChargeCreditCard asks the bank for money and retries when the network fails.
func ChargeCreditCard(number string, cents int) error {
	for attempt := 0; attempt < 3; attempt++ {
		if bankAccepts(number, cents) {
			return nil
		}
	}
	return ErrDeclined
}

func bankAccepts(number string, cents int) bool {
	return len(number) == 16 && cents > 0
}
`,
  'weather/forecast.ts': `export interface Forecast {
  readonly celsius: number
  readonly rainProbability: number
}

/** Turns degrees Celsius into degrees Fahrenheit. */
export function toFahrenheit(celsius: number): number {
  return (celsius * 9) / 5 + 32
}

export class WeatherStation {
  private readonly readings: number[] = []

  recordTemperature(celsius: number): void {
    this.readings.push(celsius)
  }

  averageTemperature(): number {
    return this.readings.reduce((sum, reading) => sum + reading, 0) / this.readings.length
  }
}
`,
  'weather/convert.go': `package weather

// ToFahrenheit turns degrees Celsius into degrees Fahrenheit.
func ToFahrenheit(celsius float64) float64 {
	return celsius*9/5 + 32
}
`,
  'docs/refunds.md': `# Refunds

Customers may send products back within thirty days.

## How to ask for a refund

Write to the support team and name the number of the order.
`,
  'docs/install.md': `# Installation

Download the archive, unpack it and run the installer.
`,
} as const
