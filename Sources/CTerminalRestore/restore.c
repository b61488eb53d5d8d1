#include "CTerminalRestore.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { restore_limit = 1024, stack_size = 64 * 1024 };

static const int tagged[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT};
static const int ending[] = {SIGTERM, SIGHUP, SIGINT};
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGQUIT};
enum { tagged_count = sizeof tagged / sizeof *tagged, fatal_count = sizeof fatal / sizeof *fatal };

static struct sigaction old_tagged[tagged_count];
static struct sigaction old_fatal[fatal_count];
static struct termios saved_modes;
static int modes_are_saved;
static int wake = -1;
static char restore[restore_limit];
static volatile sig_atomic_t restore_length;

// Both handlers use nothing but functions that are safe in a handler (POSIX.1-2017, 2.4.3).

static void tag(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(wake, &byte, 1);
    (void)ignored;
    errno = saved;
}

static void crash(int number) {
    size_t length = (size_t)restore_length;
    restore_length = 0;
    if (length > 0) {
        ssize_t ignored = write(STDOUT_FILENO, restore, length);
        (void)ignored;
        if (modes_are_saved) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static int install(const int *numbers, int count, struct sigaction *old, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigfillset(&action.sa_mask);
    for (int i = 0; i < count; i++) {
        if (sigaction(numbers[i], &action, &old[i]) != 0) return -1;
    }
    return 0;
}

int terminal_restore_install(int wake_fd) {
    wake = wake_fd;
    modes_are_saved = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
    if (install(tagged, tagged_count, old_tagged, tag, SA_RESTART) != 0) return -1;
    return install(fatal, fatal_count, old_fatal, crash, SA_ONSTACK);
}

void terminal_restore_arm(const char *bytes, size_t length) {
    restore_length = 0;
    if (length > restore_limit) length = restore_limit;
    memcpy(restore, bytes, length);
    restore_length = (sig_atomic_t)length;
}

int terminal_restore_cover_thread(void) {
    static _Thread_local int covered;
    if (covered) return 0;
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    // It belongs to the thread for as long as the process lives.
    stack.ss_sp = malloc(stack_size);
    if (stack.ss_sp == NULL) return -1;
    stack.ss_size = stack_size;
    if (sigaltstack(&stack, NULL) != 0) return -1;
    covered = 1;
    return 0;
}

void terminal_restore_remove(void) {
    restore_length = 0;
    for (int i = 0; i < tagged_count; i++) sigaction(tagged[i], &old_tagged[i], NULL);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &old_fatal[i], NULL);
}

int terminal_restore_tell_endings(int wake_fd) {
    struct sigaction old[sizeof ending / sizeof *ending];
    wake = wake_fd;
    return install(ending, sizeof ending / sizeof *ending, old, tag, SA_RESTART | SA_RESETHAND);
}
