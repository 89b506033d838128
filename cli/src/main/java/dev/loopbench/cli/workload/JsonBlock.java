package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Calibration;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.block.Hold;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A large document that is parsed and printed at once. Immutable. */
record JsonBlock() implements BlockType {

    private static final String NAME = "json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "parses and prints a large JSON document in the callback";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("records");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new RoundTrip(clock, extent, Runtime.getRuntime().maxMemory());
    }

    /**
     * One document of so many records, from text to a tree to text. Confined to the loop thread.
     */
    static final class RoundTrip implements Hold {

        /** As it is printed: what comes out is to be what went in. */
        private static final String RECORD =
                "{\"id\":4711,\"name\":\"Ada Lovelace\",\"active\":true,\"score\":0.875,"
                        + "\"manager\":null,\"tags\":[\"loop\",\"pool\"]}";

        /** The record's text, its tree and its text again, with room to collect the last ones. */
        private static final int RECORD_HEAP_BYTES = 8 << 10;

        /** On the simulated machine. */
        private static final long RECORD_NANOS = 2_000;

        private final NanoClock clock;
        private final Extent extent;
        private final int mostRecords;
        private final JsonMapper mapper = JsonMapper.shared();

        private int records;
        private String document = "";

        /**
         * @param heapBytes most that the JVM's heap may take
         */
        RoundTrip(NanoClock clock, Extent extent, long heapBytes) {
            this.clock = clock;
            this.extent = extent;
            this.mostRecords =
                    (int)
                            Math.min(
                                    heapBytes / RECORD_HEAP_BYTES,
                                    Integer.MAX_VALUE / (RECORD.length() + 1) - 1);
        }

        @Override
        public void prepare() throws WrongResultException, WorkloadException {
            checkRoundTrip();
            int size = Calibration.size(clock, extent, 1, 1, mostRecords, this::parseAndPrint);
            if (size == mostRecords && extent instanceof Extent.Lasting) {
                throw new WorkloadException(
                        NAME
                                + " cannot hold the loop for so long: its document would not fit the heap;"
                                + " LOOPBENCH_JAVA_OPTS=-Xmx... gives more");
            }
            write(size);
        }

        @Override
        public void hold() {
            parseAndPrintOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(document.length() + " bytes, " + records + " records");
        }

        private void checkRoundTrip() throws WrongResultException {
            write(2);
            String printed = roundTrip();
            if (!printed.equals(document)) {
                throw new WrongResultException(
                        "a JSON document was printed as "
                                + printed
                                + " and parsed from "
                                + document);
            }
        }

        private void parseAndPrint(int size) {
            write(size);
            parseAndPrintOnLoop();
        }

        private void parseAndPrintOnLoop() {
            int length = roundTrip().length();
            if (length != document.length()) {
                throw new IllegalStateException("JSON of another length was printed: " + length);
            }
            clock.charge(records * RECORD_NANOS);
        }

        private String roundTrip() {
            return mapper.writeValueAsString(mapper.readTree(document));
        }

        /** Copies memory: next to what parsing takes it is nothing. */
        private void write(int size) {
            if (size != records) {
                records = size;
                document = "[" + (RECORD + ",").repeat(size - 1) + RECORD + "]";
            }
        }
    }
}
