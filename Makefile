# monthly-merge: the commands of this project. `make demo` and `make test` need nothing done before
# but a Swift toolchain; what else they need, `setup` installs (Debian packages).

SHELL := /bin/bash
.DEFAULT_GOAL := demo
PREFIX ?= /usr/local
SWIFT_RELEASE := -c release --static-swift-stdlib --product
BIN := .build/release

NAME := monthly-merge-$(shell sed -n 's/.*version = "\(.*\)"/\1/p' Sources/Commands/Product.swift)
STAGE := .build/dist/$(NAME)
PREFIXED := $(DESTDIR)$(PREFIX)

.PHONY: setup demo build test lint conformance fuzz bench install uninstall install-timer dist \
	record fixtures

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
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

# Other programs read what the demo wrote: LibreOffice, openpyxl, frictionless, a browser with
# axe-core. With CORPUS=…, our reader reads a corpus of workbooks and texts, and every cell has to
# be what the corpus says. LONG=1 instead merges a year of three provinces and has DuckDB and Spark
# reckon every total of it, which takes a while and fetches a Java and PySpark.
ifneq ($(CORPUS)$(LONG),)
conformance: build
else
conformance: demo
endif
	@LONG=$(LONG) Tests/Tools/conformance $(BIN) $(CORPUS)

# Runs each fuzzer of Tests/Fuzz for TIME seconds; FUZZERS=Zip picks.
fuzz: setup
	@Tests/Tools/fuzz $(or $(TIME),60) $(FUZZERS)

# Ratios to peers measured in the same run; see Tests/Bench. HAZARDS=1000000 times a merge of so many.
bench: build
	@Tests/Tools/bench $(BIN) $(HAZARDS)

# Programs, manual pages, completions, templates. DESTDIR and PREFIX are respected.
install: build
	@Tests/Tools/setup python3
	@Templates/install/install-files "$(BIN)" "$(PREFIXED)"

uninstall:
	@Templates/install/install-files --remove "$(PREFIXED)"

# The timer that merges last month on the 4th: make install-timer ROOT=/srv/monthly [TIMER_USER=…]
install-timer:
	@Templates/install/install-timer "$(ROOT)" "$(TIMER_USER)" "$(PREFIX)/bin"

# All that `install` installs, to be unpacked anywhere. The same commit gives the same bytes.
dist: build
	@Tests/Tools/setup python3
	rm -rf $(STAGE)
	@Templates/install/install-files "$(BIN)" "$(CURDIR)/$(STAGE)"
	tar -C .build/dist --sort=name --owner=0 --group=0 --numeric-owner --mode=go-w \
	  --mtime=@$(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null || echo 0)) \
	  -cf - $(NAME) | gzip -n >$(STAGE)-linux-$(shell uname -m).tar.gz
	@echo $(STAGE)-linux-$(shell uname -m).tar.gz

# Writes the golden files anew; the tests that compare them fail in a recording run, so that it
# can't pass unseen.
record: setup
	-RECORD_GOLDEN=1 swift test --filter GoldenTests

# Makes Fixtures anew from their seed.
fixtures:
	python3 Tests/FixtureGenerator/generate.py Fixtures
