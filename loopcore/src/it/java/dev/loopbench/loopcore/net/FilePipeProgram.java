package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.fs.FileRequests;
import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Readable;
import dev.loopbench.loopcore.stream.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Sends a file to a port of this machine: {@code FILE PORT}. For {@link FilePipeIT} to run. */
final class FilePipeProgram {

    private static final int CHUNK_BYTES = 64 * 1024;

    private FilePipeProgram() {}

    public static void main(String[] args) throws IOException {
        SystemNanoClock clock = new SystemNanoClock();
        try (ThreadWorkerPool pool =
                        new ThreadWorkerPool(
                                PoolShape.of(1),
                                clock,
                                CpuClock.NONE,
                                PoolObserver.NONE,
                                new WorkerThreads());
                EventLoop loop =
                        new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool))) {
            TcpConnection connection = new Tcp(loop).connection();
            connection.connect(
                    NetLoop.loopback(Integer.parseInt(args[1])),
                    error -> send(loop, Path.of(args[0]), connection));
            loop.run(RunMode.DEFAULT);
        }
    }

    private static void send(EventLoop loop, Path file, TcpConnection connection) {
        ChunkBuffers buffers = new ChunkBuffers(CHUNK_BYTES);
        SocketStream socket = new SocketStream(loop, connection, buffers);
        Readable<ByteBuffer> content =
                new Readable<>(loop, new FileChunks(loop, file), Buffering.bytes());
        content.pipe(socket.writable());
        socket.readable().resume();
    }

    /** The file, a chunk for each time the stream asks, in buffers that it gives back. */
    private static final class FileChunks implements Source<ByteBuffer> {

        private final EventLoop loop;
        private final OpenFile file;
        private final ChunkBuffers buffers = new ChunkBuffers(CHUNK_BYTES);
        private long positionBytes;

        FileChunks(EventLoop loop, Path path) {
            this.loop = loop;
            this.file = OpenFile.open(path, StandardOpenOption.READ).value();
        }

        @Override
        public void read(Feed<ByteBuffer> feed) {
            ByteBuffer chunk = buffers.take();
            loop.submit(
                    FileRequests.read(
                            file,
                            chunk,
                            positionBytes,
                            read -> {
                                positionBytes += read.value();
                                if (read.value() == 0) {
                                    feed.end();
                                } else {
                                    feed.push(chunk.flip());
                                }
                            }));
        }

        @Override
        public void release(ByteBuffer chunk) {
            buffers.release(chunk);
        }

        @Override
        public void close(@Nullable Throwable cause, Done closed) {
            file.close();
            closed.done(null);
        }
    }
}
