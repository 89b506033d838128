package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.fs.FileStat;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** File attributes asked for on the pool. Immutable. */
public final class FileStatType implements WorkloadType {

    static final Parameter FILE =
            Parameter.of(
                    "file",
                    Parameter.Kind.PATH,
                    "",
                    "file or folder to ask for; without it temporary files are made and removed");
    private static final Parameter FILES =
            Parameter.of(
                    "files", Parameter.Kind.COUNT, "100", "temporary files, asked for in turn");

    @Override
    public String name() {
        return FileRequests.STAT;
    }

    @Override
    public String summary() {
        return "asks for the size of files on the pool: jobs so short that handing them over counts";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(FILES, TemporaryFolder.PARENT, FILE);
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        return TemporaryFolder.shown(values, FILE, List.of(FILES, TemporaryFolder.PARENT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new Job(
                        values.path(FILE.name()).orElse(null),
                        values.path(TemporaryFolder.PARENT.name()).orElse(null),
                        values.count(FILES.name())));
    }

    /**
     * Asks for the size of one file. Confined to the loop thread; the workers ask.
     *
     * <p>Its own files differ in size from their neighbours, so that the answer for another shows.
     * The user's has to keep the size it has when the run begins.
     */
    static final class Job implements PoolJob<Job.Answer> {

        /** A prime: more files than that, and the sizes come again. */
        private static final int SIZES = 1009;

        private final @Nullable Path named;
        private final @Nullable Path parent;
        private final int files;

        private @Nullable TemporaryFolder folder;
        private List<Callable<Answer>> questions = List.of();
        private int next;

        record Answer(Path path, long expectedBytes, long sizeBytes) {}

        /** The work for one file, shared by all operations that ask for it. */
        private record Question(NanoClock clock, Path path, long expectedBytes)
                implements Callable<Answer> {

            @Override
            public Answer call() throws IOException {
                clock.charge(FileCost.CALL_NANOS);
                return new Answer(path, expectedBytes, sizeOf(path));
            }
        }

        /**
         * @param named the user's file or folder; null for files of its own
         * @param parent of the folder of its own files; null for the platform's temporary one
         * @param files of its own
         */
        Job(@Nullable Path named, @Nullable Path parent, int files) {
            this.named = named;
            this.parent = parent;
            this.files = files;
        }

        @Override
        public Lane lane() {
            return Lane.FAST_IO;
        }

        @Override
        public void prepare(EventLoop loop) throws WorkloadException {
            NanoClock clock = loop.clock();
            if (named != null) {
                questions = List.of(new Question(clock, named, sizeOfNamed(named)));
                return;
            }
            folder = TemporaryFolder.in(parent);
            try {
                questions = makeFiles(folder.path(), clock);
            } catch (IOException full) {
                throw new WorkloadException(
                        "cannot make %s files in %s: %s"
                                .formatted(files, folder.path(), full.getMessage()));
            }
        }

        @Override
        public Callable<Answer> next() {
            Callable<Answer> question = questions.get(next);
            next = (next + 1) % questions.size();
            return question;
        }

        @Override
        public @Nullable String wrong(Answer answer) {
            return answer.sizeBytes == answer.expectedBytes
                    ? null
                    : "%s has %s bytes, not the %s it had before"
                            .formatted(answer.path, answer.sizeBytes, answer.expectedBytes);
        }

        @Override
        public void close() {
            if (folder != null) {
                folder.close();
            }
        }

        private List<Callable<Answer>> makeFiles(Path in, NanoClock clock) throws IOException {
            List<Callable<Answer>> made = new ArrayList<>();
            for (int index = 0; index < files; index++) {
                byte[] content = new byte[1 + index % SIZES];
                Path path = Files.write(in.resolve("file-" + index), content);
                made.add(new Question(clock, path, content.length));
            }
            return made;
        }

        private static long sizeOfNamed(Path named) throws WorkloadException {
            try {
                return sizeOf(named);
            } catch (IOException missing) {
                throw new WorkloadException("%s: %s", FILE, String.valueOf(missing.getMessage()));
            }
        }

        private static long sizeOf(Path path) throws IOException {
            return FileStat.stat(path).orThrow("cannot ask for", path).sizeBytes();
        }
    }
}
