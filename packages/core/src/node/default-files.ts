/** Files that nobody wants to find, by name: the built-in defaults, weaker than `.ignore` and `.cercaignore`. */
import { builtIn, type Exclusion, type LeftOutReason } from './left-out.js'
import { createNameTable, patternsIn } from './name-table.js'

// gitignore patterns without a slash, lower case. Source code of any language must not match one: extensions that
// are also used for text (.mo is Modelica, .res is ReScript, .dat anything) are left to `readSource`, which looks inside.
const PATTERNS: Partial<Record<LeftOutReason, string>> = {
  // The file that stands for the folder in a worktree or a submodule.
  'version-control': '.git',
  'lock-file': `
    package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock .pnp.cjs .pnp.loader.mjs
    cargo.lock gemfile.lock gems.locked composer.lock symfony.lock poetry.lock pipfile.lock pdm.lock uv.lock pixi.lock
    conda-lock.yml pylock.toml go.sum go.work.sum mix.lock rebar.lock pubspec.lock podfile.lock cartfile.resolved
    package.resolved flake.lock devbox.lock packages.lock.json project.assets.json paket.lock gradle.lockfile
    buildscript-gradle.lockfile shard.lock stack.yaml.lock cabal.project.freeze spago.lock conan.lock vcpkg-lock.json
    .terraform.lock.hcl module.bazel.lock cargo-bazel-lock.json renv.lock lazy-lock.json chart.lock
  `,
  generated: `
    *.pb.go *.pb.gw.go *.pb.validate.go *.pb.cc *.pb.h *.pb.c *.pbobjc.h *.pbobjc.m *.pb.swift *.grpc.swift *.pb.dart
    *.pbenum.dart *.pbjson.dart *.pbserver.dart *_pb2.py *_pb2.pyi *_pb2_grpc.py *_pb2_grpc.pyi *_pb.js *_pb.d.ts
    *_pb.ts *_grpc_pb.js *_grpc_pb.d.ts *.g.dart *.freezed.dart *.gr.dart *.mocks.dart
    *.designer.cs *.designer.vb *.g.cs *.g.i.cs *.generated.cs *.assemblyattributes.cs *.assemblyinfo.cs
    *.gen.go *.gen.ts *.gen.tsx *.gen.js *.generated.ts *.generated.tsx *.generated.js *.generated.swift zz_generated.*.go
    *.js.map *.mjs.map *.cjs.map *.css.map *.ts.map *.mts.map *.cts.map *.jsx.map *.tsx.map *.wasm.map *.scss.map
    *.snap *.pbxproj *.tsbuildinfo *.xcuserstate
  `,
  minified: '*.min.js *.min.mjs *.min.cjs *.min.css *.min.html',
  log: '*.log npm-debug.log* yarn-debug.log* yarn-error.log* *.log.gz',
  media: `
    *.png *.apng *.jpg *.jpeg *.jpe *.gif *.bmp *.ico *.icns *.cur *.tif *.tiff *.webp *.avif *.heic *.heif *.jxl *.psd
    *.ai *.eps *.xcf *.svg *.svgz *.nef *.dng *.tga *.dds *.ktx *.ktx2 *.exr *.astc
    *.mp3 *.wav *.flac *.ogg *.oga *.opus *.m4a *.aac *.wma *.aif *.aiff *.mid *.midi *.caf
    *.mp4 *.m4v *.mov *.avi *.mkv *.webm *.wmv *.flv *.mpg *.mpeg *.3gp *.ogv *.swf
    *.ttf *.otf *.woff *.woff2 *.eot *.ttc *.pfb *.pfm *.bdf *.pcf
    *.blend *.fbx *.3ds *.glb *.stl *.uasset *.umap *.lottie
  `,
  archive: `
    *.zip *.tar *.tgz *.gz *.bz2 *.tbz2 *.xz *.txz *.zst *.lz *.lz4 *.lzma *.br *.7z *.rar *.cab *.jar *.war *.ear
    *.aar *.apk *.aab *.ipa *.whl *.egg *.gem *.crate *.nupkg *.snupkg *.vsix *.xpi *.crx *.deb *.rpm *.dmg *.msi
    *.iso *.appimage *.cpio *.phar *.nar
  `,
  database: `
    *.sqlite *.sqlite3 *.db *.db3 *.db-wal *.db-shm *.sqlite-wal *.sqlite-shm *.mdb *.accdb *.dbf
    *.realm *.parquet *.feather *.arrow *.avro *.h5 *.hdf5 *.rds *.rdata *.lmdb *.mmdb
  `,
  'model-weights': `
    *.safetensors *.onnx *.pth *.ckpt *.gguf *.ggml *.tflite *.mlmodel *.keras *.npy *.npz *.pkl *.pickle *.joblib
    *.caffemodel *.pdparams
  `,
  binary: `
    *.exe *.dll *.so *.so.* *.dylib *.a *.o *.obj *.ko *.elf *.bin *.efi *.pdb *.ilk *.idb
    *.class *.dex *.pyc *.pyo *.pyd *.beam *.elc *.hi *.dyn_hi *.dyn_o *.rlib *.rmeta *.wasm *.node *.nib *.car *.gmo
    *.pdf *.docx *.xls *.xlsx *.xlsb *.ppt *.pptx *.odt *.ods *.odp *.epub *.mobi *.djvu *.chm
    *.swp *.swo *.gch *.pch *.suo *.ncb *.dmp *.hprof *.pprof *.profraw *.gcda *.gcno
    .ds_store thumbs.db
  `,
  cache: '.eslintcache .stylelintcache .coverage .coverage.* *.lcov lcov.info coverage.xml *.stackdump',
}

const TABLE = createNameTable(
  Object.entries(PATTERNS).flatMap(([reason, patterns]) =>
    patternsIn(patterns).map((pattern) => [pattern, builtIn(reason as LeftOutReason, pattern)] as const),
  ),
)

/** Built-in rule that leaves a file out by its name, in any case. */
export function defaultFileRule(name: string): Exclusion | undefined {
  return TABLE.find(name.toLowerCase(), '')
}
