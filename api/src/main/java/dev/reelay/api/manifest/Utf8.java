package dev.reelay.api.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Brings a text to UTF-8 without a byte order mark. A mark counts for more than what the sender says; without either it is
 * taken for UTF-8 and passed on as it is, so that whoever reads a line can tell where it is not.
 */
final class Utf8 {
    private Utf8() {}

    static InputStream of(InputStream in, Charset said) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, 3);
        byte[] start = bytes.readNBytes(3);
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            return bytes;
        }
        boolean bigEndian = start.length > 1 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF;
        boolean littleEndian = start.length > 1 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE;
        if (bigEndian || littleEndian) {
            bytes.unread(start, 2, start.length - 2);
            return transcoded(bytes, bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        bytes.unread(start);
        return said.equals(StandardCharsets.UTF_8) || said.equals(StandardCharsets.US_ASCII)
                ? bytes
                : transcoded(bytes, said);
    }

    private static InputStream transcoded(InputStream in, Charset from) {
        return new Transcoded(new InputStreamReader(in, from));
    }

    /** Reads characters and hands out their bytes; a pair of surrogates is never cut in two. */
    private static final class Transcoded extends InputStream {
        private final Reader reader;
        private final char[] characters = new char[8192];
        private byte[] bytes = new byte[0];
        private int next;
        private int kept;

        Transcoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(most, bytes.length - next);
            System.arraycopy(bytes, next, into, from, count);
            next += count;
            return count;
        }

        private boolean fill() throws IOException {
            while (next == bytes.length) {
                int read = reader.read(characters, kept, characters.length - kept);
                int length = kept + Math.max(0, read);
                if (length == 0) {
                    return false;
                }
                boolean cut = read >= 0 && Character.isHighSurrogate(characters[length - 1]);
                bytes = new String(characters, 0, cut ? length - 1 : length).getBytes(StandardCharsets.UTF_8);
                next = 0;
                kept = cut ? 1 : 0;
                characters[0] = characters[length - 1];
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
