#pragma once
#include <stddef.h>

/// Takes over the order in which tasks of the calling thread run.
///
/// From here on every job that code on this thread hands to the global executor goes to `sink` instead, which keeps it
/// and passes it to `job_capture_run` later. Jobs of other threads go where they always do. A task of this thread that
/// sleeps by the machine's clock ends the process: its job would come back from another thread.
void job_capture_begin(void (*sink)(void *context, void *job), void *context);

/// Lets jobs go where they did before.
void job_capture_end(void);

/// Runs a job that was captured, on the calling thread, until its task waits or ends.
void job_capture_run(void *job);
