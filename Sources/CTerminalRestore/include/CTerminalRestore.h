#pragma once
#include <stddef.h>

/// Takes over the signals of a program that holds the terminal.
///
/// SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP and SIGINT each write their number as one byte to `wake_fd`. The signals
/// of a crash and SIGQUIT give the terminal back (the bytes of `terminal_restore_arm`, and the modes that the driver has
/// now), then act as if they had not been caught. Returns 0, or -1 with errno.
int terminal_restore_install(int wake_fd);

/// Sets what a crash writes to the terminal; at most 1,024 bytes. A length of 0 means that the terminal is not held.
void terminal_restore_arm(const char *bytes, size_t length);

/// Gives the calling thread a stack of its own for the handlers, so that they survive an overflow of its stack. Costs
/// nothing when it has one.
int terminal_restore_cover_thread(void);

/// Puts back the actions that `terminal_restore_install` replaced.
void terminal_restore_remove(void);

/// For a program that leaves the terminal as it is: SIGTERM, SIGHUP and SIGINT write their number as one byte to
/// `wake_fd`, once each. A second one acts as if it had not been caught. Returns 0, or -1 with errno.
int terminal_restore_tell_endings(int wake_fd);
