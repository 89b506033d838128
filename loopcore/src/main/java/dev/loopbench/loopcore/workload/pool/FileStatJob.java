package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.fs.FileStat;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the size of one file. Confined to the loop thread; the workers ask.
 *
 * <p>Its own files differ in size from their neighbours, so that the answer for another shows. The
 * user's has to keep the size it has when the run begins.
 */
final class FileStatJob implements PoolJob<FileStatJob.Answer> {

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
    FileStatJob(@Nullable Path named, @Nullable Path parent, int files) {
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
            throw new WorkloadException(
                    "--" + FileStatType.FILE.name() + ": " + missing.getMessage());
        }
    }

    private static long sizeOf(Path path) throws IOException {
        return FileStat.stat(path).orThrow("cannot ask for", path).sizeBytes();
    }
}
