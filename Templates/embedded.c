// Every file that the program carries. To add one, put it into this folder and add two lines;
// keep the order of the alphabet, which is the order in which names are listed.
#include "embedded.h"

static const struct embedded_file files[] = {
#define EMBED "bureaus.csv"
#include "embed.inc"
#define EMBED "circular.html.mustache"
#include "embed.inc"
#define EMBED "consolidated.xlsx"
#include "embed.inc"
#define EMBED "findings.html.mustache"
#include "embed.inc"
#define EMBED "holidays.json"
#include "embed.inc"
#define EMBED "lists/accidents.schema.json"
#include "embed.inc"
#define EMBED "lists/hazards.schema.json"
#include "embed.inc"
#define EMBED "lists/measures.schema.json"
#include "embed.inc"
#define EMBED "lists/practices.schema.json"
#include "embed.inc"
#define EMBED "report.css"
#include "embed.inc"
#define EMBED "report.html.mustache"
#include "embed.inc"
#define EMBED "report.js"
#include "embed.inc"
#define EMBED "roster.csv"
#include "embed.inc"
#define EMBED "rules.json"
#include "embed.inc"
#define EMBED "traditional.txt"
#include "embed.inc"
#define EMBED "vocabularies.json"
#include "embed.inc"
};

size_t embedded_count(void) { return sizeof(files) / sizeof(files[0]); }

const struct embedded_file *embedded_at(size_t index) { return &files[index]; }
