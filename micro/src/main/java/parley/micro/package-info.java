/// What single steps of a message's way cost, measured with JMH on the classes that the server
/// runs: reading and writing frames, appending to the log, telling those who are here. Whole
/// messages are `parley.bench`'s. Start at [CodecBenchmark]; [ScratchLog] is the log that the
/// others work on.
@NullMarked
package parley.micro;

import org.jspecify.annotations.NullMarked;
