# monthly-merge: the commands of this project. `make demo` and `make test` need nothing done before
# but a Swift toolchain; what else they need, `setup` installs (Debian packages).

SHELL := /bin/bash
.DEFAULT_GOAL := demo
PREFIX ?= /usr/local
SWIFT_RELEASE := -c release --static-swift-stdlib --product
BIN := .build/release

.PHONY: setup demo build test lint conformance fuzz bench install record fixtures

# Installs the C libraries if a compiler can't find them. Nothing is asked of the network otherwise.
setup:
	@Tests/Tools/setup

build: setup
	swift build $(SWIFT_RELEASE) monthly-merge
	swift build $(SWIFT_RELEASE) validate

# Merges the three months of Fixtures into a copy of their own, so that the files stay as they are.
demo: build
	@Tests/Tools/demo $(BIN)

test: setup
	swift build --build-tests
	swift test --skip-build

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

# Other programs read what the demo wrote: LibreOffice, openpyxl, frictionless, a browser with
# axe-core. With CORPUS=…, our reader reads a corpus of workbooks and texts, and every cell has to
# be what the corpus says.
ifdef CORPUS
conformance: build
else
conformance: demo
endif
	@Tests/Tools/conformance $(BIN) $(CORPUS)

# Runs each fuzzer of Tests/Fuzz for TIME seconds; FUZZERS=Zip picks.
fuzz: setup
	@Tests/Tools/fuzz $(or $(TIME),60) $(FUZZERS)

# Ratios to peers measured in the same run; see Tests/Bench.
bench: build
	@Tests/Tools/bench $(BIN)

install: build
	install -D -m 755 $(BIN)/monthly-merge $(DESTDIR)$(PREFIX)/bin/monthly-merge
	install -D -m 755 $(BIN)/validate $(DESTDIR)$(PREFIX)/bin/validate

# Writes the golden files anew; the tests that compare them fail in a recording run, so that it
# can't pass unseen.
record: setup
	-RECORD_GOLDEN=1 swift test --filter GoldenTests

# Makes Fixtures anew from their seed.
fixtures:
	python3 Tests/FixtureGenerator/generate.py Fixtures
