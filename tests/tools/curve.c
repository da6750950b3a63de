#include "tests/tools/curve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/tools/bound.h"

#define RISK 0.05

bool curve_add(struct curve *c, double conf, bool right)
{
    if (c->n == c->cap) {
        const size_t cap = c->cap ? 2 * c->cap : 256;
        struct reading *at = realloc(c->at, cap * sizeof *at);
        if (!at)
            return false;
        c->at = at;
        c->cap = cap;
    }
    c->at[c->n++] = (struct reading){ conf, right };
    return true;
}

static int surest(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;
    if (x->conf > y->conf || x->conf < y->conf)
        return x->conf > y->conf ? -1 : 1;
    return x->right - y->right; /* the wrong one first: no threshold lies between equals */
}

void curve_sort(struct curve *c)
{
    if (c->n)
        qsort(c->at, c->n, sizeof *c->at, surest);
}

static struct at_threshold judge(const struct curve *c, double threshold, long n, long wrong)
{
    return (struct at_threshold){ threshold, n, wrong,
                                  c->printed ? 1 - (double)(n - wrong) / (double)c->printed : 0,
                                  bound_upper(wrong, n, RISK) };
}

struct at_threshold curve_at(const struct curve *c, double threshold)
{
    long n = 0, wrong = 0;

    for (size_t i = 0; i < c->n && c->at[i].conf >= threshold - 1e-9; i++) {
        n++;
        wrong += !c->at[i].right;
    }
    return judge(c, threshold, n, wrong);
}

double curve_choose(const struct curve *c, double rate, bool *proven)
{
    double seen = 1.01;

    *proven = true;
    for (int k = 50; k <= 100; k++) {
        const struct at_threshold t = curve_at(c, k / 100.0);
        if (t.accepted > 0 && t.bound <= rate)
            return t.threshold;
    }
    *proven = false;
    for (int k = 100; k >= 50; k--) {
        const struct at_threshold t = curve_at(c, k / 100.0);
        if ((double)t.wrong > rate * (double)t.accepted)
            break; /* below the lowest fault nothing is known to be better */
        if (t.accepted > 0)
            seen = t.threshold;
    }
    return seen;
}

/* ---- chart ---- */

enum { LEFT = 70, TOP = 60, WIDE = 440, HIGH = 330 };
#define LOWEST 1e-4 /* of the error share */

static double across(double review)
{
    return LEFT + WIDE * (review < 0 ? 0 : review > 1 ? 1 : review);
}

static double up(double share)
{
    const double s = share < LOWEST ? LOWEST : share > 1 ? 1 : share;
    return TOP + HIGH * log10(s) / log10(LOWEST);
}

static void escaped(FILE *f, const char *s)
{
    for (; *s; s++) {
        if (*s == '<')
            fputs("&lt;", f);
        else if (*s == '&')
            fputs("&amp;", f);
        else
            fputc(*s, f);
    }
}

static void grid(FILE *f, double rate)
{
    for (int i = 0; i <= 10; i += 2)
        fprintf(
            f,
            "<line x1=\"%.0f\" y1=\"%d\" x2=\"%.0f\" y2=\"%d\" stroke=\"#eee\"/><text x=\"%.0f\" "
            "y=\"%d\" text-anchor=\"middle\">%d %%</text>\n",
            across(i / 10.0), TOP, across(i / 10.0), TOP + HIGH, across(i / 10.0), TOP + HIGH + 17,
            10 * i);
    for (double s = 1; s > LOWEST / 2; s /= 10)
        fprintf(f,
                "<line x1=\"%d\" y1=\"%.0f\" x2=\"%d\" y2=\"%.0f\" stroke=\"#eee\"/><text x=\"%d\" "
                "y=\"%.0f\" text-anchor=\"end\">%g %%</text>\n",
                LEFT, up(s), LEFT + WIDE, up(s), LEFT - 6, up(s) + 4, 100 * s);
    fprintf(
        f,
        "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#555\" "
        "stroke-dasharray=\"5 4\"/><text x=\"%d\" y=\"%.0f\" fill=\"#555\">asked: %g %%</text>\n",
        LEFT, up(rate), LEFT + WIDE, up(rate), LEFT + WIDE + 8, up(rate) + 4, 100 * rate);
}

static void line(FILE *f, const struct curve *c, const char *colour, int nth)
{
    long wrong = 0;
    const double key = TOP + 14 + 20.0 * nth;

    fprintf(f,
            "<polyline fill=\"none\" stroke-linejoin=\"round\" stroke=\"%s\" stroke-width=\"%d\" "
            "points=\"",
            colour, nth < 2 ? 3 : 1);
    for (size_t i = 0; i < c->n; i++) {
        wrong += !c->at[i].right;
        if (i + 1 < c->n && !(c->at[i + 1].conf < c->at[i].conf))
            continue;
        const struct at_threshold t = judge(c, c->at[i].conf, (long)i + 1, wrong);
        fprintf(f, "%.1f,%.1f ", across(t.review), up(t.bound));
    }
    fprintf(f,
            "\"/>\n<rect x=\"%d\" y=\"%.0f\" width=\"14\" height=\"%d\" fill=\"%s\"/><text "
            "x=\"%d\" y=\"%.0f\">",
            LEFT + WIDE + 30, key - 7, nth < 2 ? 5 : 3, colour, LEFT + WIDE + 50, key);
    escaped(f, c->name);
    fputs("</text>\n", f);
}

bool curve_chart(const char *path, const char *title, const char *under, double rate,
                 const struct curve *const *curves, size_t n)
{
    static const char *const colours[] = { "#1b7837", "#762a83", "#7fbf7b", "#c2a5cf", "#9970ab",
                                           "#5aae61", "#e08214", "#2166ac", "#b2182b", "#888" };
    FILE *f = fopen(path, "w");

    if (!f)
        return false;
    fprintf(f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"12\">\n"
            "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
            "<text x=\"10\" y=\"20\" font-size=\"15\">",
            TOP + HIGH + 50);
    escaped(f, title);
    fputs("</text><text x=\"10\" y=\"38\" fill=\"#555\">", f);
    escaped(f, under);
    fputs("</text>\n", f);
    grid(f, rate);
    for (size_t i = 0; i < n; i++)
        line(f, curves[i], colours[i % (sizeof colours / sizeof *colours)], (int)i);
    fprintf(f,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">left for people, of all printed "
            "values</text>\n</svg>\n",
            LEFT + WIDE / 2, TOP + HIGH + 38);
    return fclose(f) == 0;
}
