"""Turns the prose of a git repository into the plain text that word vectors are trained on.

    python bench/peers/plain_text.py GIT_DIR OUT.txt --under Page --megabytes 60

One sentence a line, lower case, only letters and digits, files in the order of a seeded shuffle (so that a part of a
corpus sorted by title is not a part of the alphabet), lines of fewer than four words dropped.
"""

import argparse
import random
import re
import subprocess

WORD = re.compile(r"[a-z0-9]+")
# References such as [12] and the lists of links at the end of an encyclopedia's page.
NOISE = re.compile(r"\[\d+\]|https?://\S+|^(?:Category|File|Image):.*$", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("git_dir")
    parser.add_argument("out")
    parser.add_argument("--under", default="")
    parser.add_argument("--megabytes", type=float, default=60)
    args = parser.parse_args()
    git = ["git", f"--git-dir={args.git_dir}"]
    listing = subprocess.run([*git, "ls-tree", "-r", "-z", "HEAD"], capture_output=True, check=True).stdout
    entries = [entry.split(b"\t", 1) for entry in listing.split(b"\0") if entry]
    blobs = sorted(
        (path, meta.split()[2])
        for meta, path in entries
        if path.startswith(args.under.encode()) and path.endswith((b".md", b".txt", b".rst"))
    )
    random.Random(1).shuffle(blobs)
    left = args.megabytes * 1e6
    with open(args.out, "w", encoding="ascii") as out:
        for text in contents(git, [name for _, name in blobs]):
            lines = [" ".join(words) + "\n" for words in sentences(text)]
            out.writelines(lines)
            left -= sum(map(len, lines))
            if left <= 0:
                break


def contents(git, names):
    with subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as batch:
        for name in names:
            batch.stdin.write(name + b"\n")
            batch.stdin.flush()
            size = int(batch.stdout.readline().split()[2])
            yield batch.stdout.read(size + 1)[:-1].decode("utf-8", "replace")
        batch.stdin.close()


def sentences(text):
    for sentence in SENTENCE_END.split(NOISE.sub(" ", text)):
        words = WORD.findall(sentence.lower())
        if len(words) >= 4:
            yield words


if __name__ == "__main__":
    main()
