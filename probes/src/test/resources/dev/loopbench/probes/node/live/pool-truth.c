// What really happened to each job of a Node's pool: a library for LD_PRELOAD that stamps, by CLOCK_MONOTONIC, when a
// job is submitted, when a worker begins and ends its work, and when the loop is told. Linux on x86-64, and a Node
// whose program file has its symbols, as those that nodejs.org and npm distribute have.
//
//   cc -O2 -shared -fPIC -o pool-truth.so pool-truth.c
//   LD_PRELOAD=./pool-truth.so POOL_TRUTH=FILE node program.js
//
// FILE holds records of 64 bytes in the machine's byte order: the first one begins with how many jobs there were,
// each other one is a job. It can be read while the process runs and after it was killed. A job that has not come back
// has zeros in place of what has not happened. Where the library cannot look it says why on the standard error, and
// there is no file.
//
// A job enters the pool through uv_queue_work (crypto, zlib, addons) or uv__work_submit (fs, dns), which is no exported
// function. Both are called within the program, so no library can stand in for them: their first instructions are
// replaced by a jump to the functions below, before the program has a second thread.
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { JOBS_MAX = 1 << 20, BUCKETS = 1 << 14, PAGE = 4096, ROOM = 64, JUMP = 5, FAR_JUMP = 14 };

typedef void work_fn(void *);
typedef void done_fn(void *, int);

struct job {
  uint64_t submitted, started, finished, completed; // nanoseconds
  uint64_t worker, loop;                            // thread ids
  uint64_t unused[2];
};

// A job under way, found by the address of its request.
struct pending {
  struct pending *next;
  void *request;
  work_fn *work;
  done_fn *done;
  struct job *job;
};

static struct job *jobs;
static _Atomic uint64_t *count;
static struct pending *buckets[BUCKETS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static __thread int submitting; // where one of the two functions calls the other

static int (*queue_work)(void *loop, void *request, work_fn *work, done_fn *done);
static void (*submit)(void *loop, void *request, unsigned kind, work_fn *work, done_fn *done);

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}

static struct pending **bucket_of(void *request) {
  uint64_t mixed = ((uintptr_t) request >> 4) * UINT64_C(0x9e3779b97f4a7c15);
  return &buckets[mixed >> 50];
}

static struct pending **place_of(void *request) {
  struct pending **place = bucket_of(request);
  while ((*place)->request != request) place = &(*place)->next;
  return place;
}

// A request is in the pool once at a time, so that its address names it until it is back.
static int begin(void *request, work_fn *work, done_fn *done) {
  uint64_t number = atomic_fetch_add(count, 1);
  struct pending *pending = number < JOBS_MAX ? malloc(sizeof *pending) : NULL;
  if (pending == NULL) {
    atomic_fetch_sub(count, 1);
    return 0;
  }
  struct job *job = &jobs[number + 1];
  *pending = (struct pending) {.request = request, .work = work, .done = done, .job = job};
  pthread_mutex_lock(&lock);
  struct pending **bucket = bucket_of(request);
  pending->next = *bucket;
  *bucket = pending;
  pthread_mutex_unlock(&lock);
  job->loop = (uint64_t) gettid();
  job->submitted = now();
  return 1;
}

static void worked(void *request) {
  pthread_mutex_lock(&lock);
  struct pending *pending = *place_of(request);
  pthread_mutex_unlock(&lock);
  struct job *job = pending->job;
  job->worker = (uint64_t) gettid();
  job->started = now();
  pending->work(request);
  job->finished = now();
}

static void returned(void *request, int status) {
  uint64_t at = now();
  pthread_mutex_lock(&lock);
  struct pending **place = place_of(request);
  struct pending *pending = *place;
  *place = pending->next;
  pthread_mutex_unlock(&lock);
  done_fn *done = pending->done;
  pending->job->completed = at;
  free(pending);
  done(request, status);
}

static int queue_work_seen(void *loop, void *request, work_fn *work, done_fn *done) {
  int seen = !submitting && work != NULL && begin(request, work, done);
  submitting++;
  int result = seen ? queue_work(loop, request, worked, returned) : queue_work(loop, request, work, done);
  submitting--;
  return result;
}

static void submit_seen(void *loop, void *request, unsigned kind, work_fn *work, done_fn *done) {
  int seen = !submitting && begin(request, work, done);
  submitting++;
  if (seen) submit(loop, request, kind, worked, returned);
  else submit(loop, request, kind, work, done);
  submitting--;
}

// ---------------------------------------------------------------- the jumps

// How compilers begin the two functions: whole instructions that run anywhere.
static const struct {
  uint8_t bytes[6];
  uint8_t fixed;  // so many of them have to be the same
  uint8_t length; // of the instructions that the jump overwrites
  uint8_t copied; // of those
} beginnings[] = {
  {{0x55, 0x48, 0x89, 0xe5, 0x41}, 5, 6, 6},             // push rbp; mov rbp, rsp; push r12..r15
  {{0x55, 0x66, 0x48, 0x0f, 0x6e, 0xc1}, 6, 6, 6},       // push rbp; movq xmm0, rcx
  {{0x48, 0x85, 0xd2, 0x0f, 0x84}, 5, 9, 0},             // test rdx, rdx; je: there is always some work to do
};

static uint8_t *far_jump(uint8_t *from, const void *to) {
  static const uint8_t indirect[] = {0xff, 0x25, 0, 0, 0, 0}; // jmp [rip + 0]
  memcpy(from, indirect, sizeof indirect);
  memcpy(from + sizeof indirect, &to, sizeof to);
  return from + FAR_JUMP;
}

// Returns what stands for the function from now on, written to room, which is near; NULL if its beginning is strange.
static void *redirect(uint8_t *function, void *to, uint8_t *room) {
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    if (memcmp(function, beginnings[i].bytes, beginnings[i].fixed) != 0) continue;
    uint8_t *landing = far_jump(room, to);
    uint8_t *original = landing;
    memcpy(landing, function, beginnings[i].copied);
    far_jump(landing + beginnings[i].copied, function + beginnings[i].length);
    int64_t distance = room - (function + JUMP);
    if (distance != (int32_t) distance) return NULL;
    int32_t near = (int32_t) distance;
    void *page = (void *) ((uintptr_t) function & ~(uintptr_t) (PAGE - 1));
    if (mprotect(page, 2 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) return NULL;
    function[0] = 0xe9; // jmp
    memcpy(function + 1, &near, sizeof near);
    mprotect(page, 2 * PAGE, PROT_READ | PROT_EXEC);
    return original;
  }
  return NULL;
}

// ---------------------------------------------------------------- the symbols

static void *map_file(const char *path, size_t *size) {
  struct stat file;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &file) != 0) return NULL;
  *size = (size_t) file.st_size;
  void *bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  return bytes == MAP_FAILED ? NULL : bytes;
}

// Of a program that is loaded where it was linked to be.
static void find(const char *program, const char *const names[2], void *addresses[2]) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *) program;
  if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_type != ET_EXEC) return;
  const Elf64_Shdr *sections = (const Elf64_Shdr *) (program + header->e_shoff);
  for (int section = 0; section < header->e_shnum; section++) {
    if (sections[section].sh_type != SHT_SYMTAB) continue;
    const Elf64_Sym *symbols = (const Elf64_Sym *) (program + sections[section].sh_offset);
    const char *strings = program + sections[sections[section].sh_link].sh_offset;
    for (size_t i = 0; i < sections[section].sh_size / sizeof *symbols; i++) {
      for (int name = 0; name < 2; name++) {
        if (ELF64_ST_TYPE(symbols[i].st_info) == STT_FUNC && strcmp(strings + symbols[i].st_name, names[name]) == 0) {
          addresses[name] = (void *) symbols[i].st_value;
        }
      }
    }
  }
}

static const char *begin_to_look(const char *path) {
  static const char *const names[2] = {"uv_queue_work", "uv__work_submit"};
  void *functions[2] = {NULL, NULL};
  size_t size;
  char *program = map_file("/proc/self/exe", &size);
  if (program == NULL) return "the program's file cannot be read";
  find(program, names, functions);
  munmap(program, size);
  if (functions[0] == NULL || functions[1] == NULL) return "the program has no symbols of libuv, or is relocated";
  uint8_t *room = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  size_t length = (size_t) (JOBS_MAX + 1) * sizeof(struct job);
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (room == MAP_FAILED || fd < 0 || ftruncate(fd, (off_t) length) != 0) return "there is no room";
  jobs = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (jobs == MAP_FAILED) return "there is no room";
  count = (_Atomic uint64_t *) jobs;
  queue_work = redirect(functions[0], queue_work_seen, room);
  submit = redirect(functions[1], submit_seen, room + ROOM);
  if (queue_work == NULL || submit == NULL) {
    unlink(path);
    return "libuv's functions begin in a way that is not known here";
  }
  return NULL;
}

__attribute__((constructor)) static void load(void) {
  const char *path = getenv("POOL_TRUTH");
  if (path == NULL) return;
  const char *fault = begin_to_look(path);
  if (fault != NULL) fprintf(stderr, "pool-truth: %s\n", fault);
  unsetenv("POOL_TRUTH"); // for this process alone
}
