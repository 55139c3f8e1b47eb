"""Trains word vectors with gensim on the same text and settings as bench/words.ts, and judges word vectors of either.

    python bench/peers/gensim_words.py train TEXT OUT.bin --model skipgram --threads 1 --epochs 5
    python bench/peers/gensim_words.py judge VECTORS.bin [--men MEN.txt]
    python bench/peers/gensim_words.py round-trip VECTORS.bin VECTORS.txt

`train` reads TEXT as gensim's fast path does (`corpus_file`), one sentence a line, words between spaces, and prints one
line of JSON. Words are counted as gensim counts them: all words of the text, times epochs. Start it without
OPENBLAS_CORETYPE and the like, or numpy's kernels are not the machine's best.
"""

import argparse
import json
import time
from pathlib import Path

import numpy
from gensim.models import FastText, KeyedVectors, Word2Vec
from gensim.test.utils import datapath
from scipy.stats import spearmanr


def main():
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(dest="verb", required=True)
    train_args = verbs.add_parser("train")
    train_args.add_argument("text")
    train_args.add_argument("out")
    train_args.add_argument("--model", choices=["skipgram", "cbow", "fasttext"], default="skipgram")
    train_args.add_argument("--threads", type=int, default=1)
    train_args.add_argument("--epochs", type=int, default=5)
    train_args.add_argument("--dimensions", type=int, default=100)
    train_args.add_argument("--sample", type=float, default=1e-3)
    train_args.add_argument("--seed", type=int, default=1)
    train_args.add_argument("--source", choices=["file", "memory"], default="file")
    judge_args = verbs.add_parser("judge")
    judge_args.add_argument("vectors")
    judge_args.add_argument("--men")
    trip_args = verbs.add_parser("round-trip")
    trip_args.add_argument("binary")
    trip_args.add_argument("text")
    args = parser.parse_args()
    print(json.dumps({"train": train, "judge": judge, "round-trip": round_trip}[args.verb](args)))


def train(args):
    kind = FastText if args.model == "fasttext" else Word2Vec
    model = kind(
        vector_size=args.dimensions,
        window=5,
        min_count=5,
        sg=0 if args.model == "cbow" else 1,
        negative=5,
        sample=args.sample,
        alpha=0.025,
        min_alpha=0.0001,
        workers=args.threads,
        seed=args.seed,
        **({"bucket": 200_000} if args.model == "fasttext" else {}),
    )
    started = time.perf_counter()
    if args.source == "memory":
        sentences = [line.split() for line in Path(args.text).read_text().splitlines()]
        source = {"corpus_iterable": sentences}
    else:
        source = {"corpus_file": args.text}
    model.build_vocab(**source)
    prepared = time.perf_counter()
    cpu_before = time.process_time()
    model.train(
        **source,
        total_words=model.corpus_total_words,
        total_examples=model.corpus_count,
        epochs=args.epochs,
    )
    ended = time.perf_counter()
    cpu_seconds = time.process_time() - cpu_before
    model.wv.save_word2vec_format(args.out, binary=True)
    n_words = model.corpus_total_words * args.epochs
    return {
        "peer": "gensim",
        "model": args.model,
        "threads": args.threads,
        "source": args.source,
        "epochs": args.epochs,
        "vocabulary": len(model.wv),
        "words": n_words,
        "prepareSeconds": round(prepared - started, 2),
        "trainSeconds": round(ended - prepared, 2),
        "cpuSeconds": round(cpu_seconds, 2),
        "wordsPerSecond": round(n_words / (ended - prepared)),
    }


def judge(args):
    vectors = KeyedVectors.load_word2vec_format(args.vectors, binary=args.vectors.endswith(".bin"))
    sets = {"WordSim-353": datapath("wordsim353.tsv"), "SimLex-999": datapath("simlex999.txt")}
    if args.men:
        sets["MEN"] = args.men
    judged = {name: correlation(vectors, path) for name, path in sets.items()}
    section = vectors.evaluate_word_analogies(datapath("questions-words.txt"), restrict_vocab=30_000)
    judged["analogies"] = {"accuracy": round(section[0], 4)}
    judged["king - man + woman"] = [
        [word, round(float(score), 3)] for word, score in vectors.most_similar(["king", "woman"], ["man"], topn=5)
    ]
    return judged


def correlation(vectors, path):
    """Spearman's rank correlation over the pairs of which both words are known; others are counted, not guessed."""
    people, machine, missing = [], [], 0
    for line in Path(path).read_text().splitlines():
        parts = line.lower().split("\t")
        if line.startswith("#") or len(parts) < 3:
            continue
        try:
            score = float(parts[2])
        except ValueError:
            continue
        if parts[0] in vectors and parts[1] in vectors:
            people.append(score)
            machine.append(float(vectors.similarity(parts[0], parts[1])))
        else:
            missing += 1
    return {"spearman": round(float(spearmanr(people, machine).statistic), 4), "pairs": len(people), "missing": missing}


def round_trip(args):
    """Whether gensim reads the same vectors from both of our formats."""
    binary = KeyedVectors.load_word2vec_format(args.binary, binary=True)
    text = KeyedVectors.load_word2vec_format(args.text, binary=False)
    return {
        "words": len(binary),
        "sameWords": binary.index_to_key == text.index_to_key,
        "sameVectors": bool(numpy.array_equal(binary.vectors, text.vectors)),
    }


if __name__ == "__main__":
    main()
