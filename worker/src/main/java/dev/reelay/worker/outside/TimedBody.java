package dev.reelay.worker.outside;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that says why it broke off: the timer drops the connection, which the socket reports as just closed. */
final class TimedBody extends FilterInputStream {
    private final Exchange exchange;
    private boolean ended;

    TimedBody(InputStream in, Exchange exchange) {
        super(in);
        this.exchange = exchange;
    }

    /** Whether the end of the body was seen. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = super.read(target, offset, length);
            ended = read == -1;
            return read;
        } catch (IOException | RuntimeException e) {
            if (exchange.expired()) {
                throw new IOException("not whole within the time for the whole call", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        // The answer closes its connection as a whole.
    }
}
