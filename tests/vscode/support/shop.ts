/** A shop in three languages, in which four functions do the same thing: they try again after twice the time. */

/** Line of `chargeWithRetry` in payments/charge.ts, counted from 1. */
export const CHARGE_LINE = 7

/** Path → text. */
export const SHOP: Readonly<Record<string, string>> = {
  'payments/charge.ts': `import { type Bank, BankIsBusy, type Receipt } from './bank'
import { pause } from '../time/pause'

const MAX_ATTEMPTS = 5

/** Asks the bank for money; a busy bank is asked again, each time after twice the time. */
export async function chargeWithRetry(bank: Bank, cents: number): Promise<Receipt> {
  let delay = 100
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    try {
      return await bank.charge(cents)
    } catch (error) {
      if (!(error instanceof BankIsBusy) || attempt === MAX_ATTEMPTS) throw error
      await pause(delay)
      delay *= 2
    }
  }
  throw new Error('unreachable')
}

export function formatCents(cents: number): string {
  return \`\${Math.floor(cents / 100)}.\${String(cents % 100).padStart(2, '0')}\`
}
`,
  'mail/deliver.ts': `import { type Letter, MailboxFull, type Post } from './post'
import { pause } from '../time/pause'

/** Hands a letter to the post and waits longer and longer while the mailbox is full. */
export async function deliverPatiently(post: Post, letter: Letter, attempts: number): Promise<void> {
  let delay = 250
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await post.deliver(letter)
    } catch (error) {
      if (!(error instanceof MailboxFull) || attempt === attempts) throw error
      await pause(delay)
      delay *= 2
    }
  }
  throw new Error('unreachable')
}
`,
  'jobs/retry.py': `"""Jobs that are run again when they are busy."""
from time import sleep as pause

MAX_ATTEMPTS = 5


def run_with_retry(job):
    """Runs a job; a busy job is asked again, each time after twice the time."""
    delay = 0.1
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            return job.run()
        except JobIsBusy as error:
            if attempt == MAX_ATTEMPTS:
                raise error
            pause(delay)
            delay *= 2


class JobIsBusy(Exception):
    """The job could not be done this time."""
`,
  'jobs/queue.py': `"""Jobs in the order in which they came."""
from collections import deque


class Queue:
    def __init__(self):
        self._jobs = deque()

    def add(self, job):
        self._jobs.append(job)

    def next_job(self):
        return self._jobs.popleft() if self._jobs else None
`,
  'jobs/report.py': `"""What was sold in a month, as a table."""


def monthly_report(orders):
    rows = [(order.day, order.customer, order.total) for order in orders]
    rows.sort()
    return "\\n".join(f"{day:>2} {customer:<20} {total:>10.2f}" for day, customer, total in rows)
`,
  'jobs/clean.py': `"""Removes what nobody will read again."""
from pathlib import Path


def remove_old_files(folder, newest_kept):
    for path in Path(folder).iterdir():
        if path.is_file() and path.stat().st_mtime < newest_kept:
            path.unlink()
`,
  'mirror/pull.go': `package mirror

import "time"

// PullWithRetry fetches a branch, and again after twice the time when the host does not answer.
func PullWithRetry(host Host, branch string, attempts int) error {
	delay := 100 * time.Millisecond
	var err error
	for attempt := 1; attempt <= attempts; attempt++ {
		if err = host.Pull(branch); err == nil {
			return nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}
`,
  'mirror/host.go': `package mirror

// Host is where a repository comes from.
type Host struct {
	Name     string
	Branches []string
}

// HasBranch says whether the host offers a branch.
func (host Host) HasBranch(name string) bool {
	for _, branch := range host.Branches {
		if branch == name {
			return true
		}
	}
	return false
}
`,
  'mirror/list.go': `package mirror

import "sort"

// NamesOf lists hosts by name.
func NamesOf(hosts []Host) []string {
	names := make([]string, 0, len(hosts))
	for _, host := range hosts {
		names = append(names, host.Name)
	}
	sort.Strings(names)
	return names
}
`,
  'docs/opening-hours.md': `# Opening hours

## On holidays

The shop is closed on public holidays. Orders that arrive meanwhile are packed on the next working day.

## On weekdays

From nine in the morning until six in the evening.
`,
}
