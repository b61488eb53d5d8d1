#include "CJobCapture.h"

#include <stdio.h>
#include <stdlib.h>

// What the Swift runtime exports for this: docs/ABI and include/swift/Runtime/Concurrency.h of the Swift project.
#define SWIFT_CC __attribute__((swiftcall))
typedef SWIFT_CC void (*enqueue)(void *job);
typedef SWIFT_CC void (*enqueue_later)(unsigned long long delay, void *job);
typedef SWIFT_CC void (*enqueue_until)(
    long long seconds, long long nanoseconds, long long tolerance_seconds, long long tolerance_nanoseconds, int clock,
    void *job);
typedef struct {
    void *identity;
    size_t implementation;
} executor;

extern SWIFT_CC void (*swift_task_enqueueGlobal_hook)(void *job, enqueue original);
extern SWIFT_CC void (*swift_task_enqueueGlobalWithDelay_hook)(
    unsigned long long delay, void *job, enqueue_later original);
extern SWIFT_CC void (*swift_task_enqueueGlobalWithDeadline_hook)(
    long long seconds, long long nanoseconds, long long tolerance_seconds, long long tolerance_nanoseconds, int clock,
    void *job, enqueue_until original);
extern SWIFT_CC void swift_job_run(void *job, executor on);

static _Thread_local void (*sink)(void *context, void *job);
static _Thread_local void *sink_context;

static void refuse_real_time(void) {
    if (!sink) return;
    fputs("A task of a simulation sleeps by the machine's clock.\n", stderr);
    abort();
}

static SWIFT_CC void capture(void *job, enqueue original) {
    if (sink) {
        sink(sink_context, job);
    } else {
        original(job);
    }
}

static SWIFT_CC void capture_later(unsigned long long delay, void *job, enqueue_later original) {
    refuse_real_time();
    original(delay, job);
}

static SWIFT_CC void capture_until(
    long long seconds, long long nanoseconds, long long tolerance_seconds, long long tolerance_nanoseconds, int clock,
    void *job, enqueue_until original) {
    refuse_real_time();
    original(seconds, nanoseconds, tolerance_seconds, tolerance_nanoseconds, clock, job);
}

void job_capture_begin(void (*new_sink)(void *context, void *job), void *context) {
    sink = new_sink;
    sink_context = context;
    // Every thread that captures writes the same values.
    __atomic_store_n(&swift_task_enqueueGlobal_hook, capture, __ATOMIC_RELAXED);
    __atomic_store_n(&swift_task_enqueueGlobalWithDelay_hook, capture_later, __ATOMIC_RELAXED);
    __atomic_store_n(&swift_task_enqueueGlobalWithDeadline_hook, capture_until, __ATOMIC_RELAXED);
}

void job_capture_end(void) { sink = NULL; }

// The generic executor has neither an identity nor an implementation.
void job_capture_run(void *job) { swift_job_run(job, (executor){NULL, 0}); }
