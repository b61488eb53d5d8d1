#pragma once
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <term.h>
#include <wchar.h>

// Globals, macros and variadic functions, which Swift cannot import.

static inline SCREEN *cn_newterm(const char *type) { return newterm(type, stdout, stdin); }
static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline int cn_colors(void) { return COLORS; }
static inline const char *cn_codeset(void) { return nl_langinfo(CODESET); }

static inline attr_t cn_bold(void) { return A_BOLD; }
static inline attr_t cn_dim(void) { return A_DIM; }
static inline attr_t cn_italic(void) { return A_ITALIC; }
static inline attr_t cn_underline(void) { return A_UNDERLINE; }
static inline attr_t cn_reverse(void) { return A_REVERSE; }

/// Makes a cell of at most five scalars, of which only the first has a width; `text` ends with a zero.
static inline int cn_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
    return setcchar(cell, text, attributes, pair > 255 ? 255 : (short)pair, &pair);
}

/// Makes a cell of one scalar.
static inline int cn_set_scalar(cchar_t *cell, wchar_t scalar, attr_t attributes, int pair) {
    const wchar_t text[] = {scalar, 0};
    return cn_set_cell(cell, text, attributes, pair);
}

/// The size that the terminal driver knows; returns 0 when it knows one.
static inline int cn_window_size(int fd, int *width, int *height) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
    *width = size.ws_col;
    *height = size.ws_row;
    return 0;
}

/// A string of the terminal's description; null when it has none.
static inline const char *cn_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

// Declared by <wchar.h> only for X/Open programs.
extern int wcwidth(wchar_t scalar);

/// The columns that the C library, and so ncurses, gives a scalar; -1 when it does not know it.
static inline int cn_width(wchar_t scalar) { return wcwidth(scalar); }
