package dev.reelay.worker.mp4;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the boxes of an MP4 file as its bytes pass by, in pieces of any length, and keeps no more than a few headers.
 * The file is whole when it begins with {@code ftyp}, no box reaches beyond its parent, it ends exactly between two boxes
 * of the top level, and {@code moov} and {@code mdat} were among them. Not thread-safe.
 */
public final class Mp4Walker {
    /** No file nests its headers deeper; without a limit a hostile one would fill the heap with open boxes. */
    private static final int DEEPEST = 8;

    private final Deque<Box> open = new ArrayDeque<>();
    private final BoxHeader header = new BoxHeader();
    private final TopLevel top = new TopLevel();
    private final Movie movie = new Movie();

    private long position;
    private @Nullable Box leaf;
    private byte[] kept = {};
    private int keptLength;

    /** Takes the next bytes of the file. */
    public void feed(byte[] bytes, int offset, int length) throws BrokenMp4Exception {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int taken = leaf == null ? header.take(bytes, at, end - at) : through(leaf, bytes, at, end - at);
            at += taken;
            position += taken;
            if (leaf == null && header.complete()) {
                begin();
            }
            leaveWhatEnds();
        }
    }

    /**
     * The file has ended here.
     *
     * @param endProven whether it is known from elsewhere that these are all its bytes, such as from their number
     * @throws BrokenMp4Exception when this is no place where a whole file can end
     */
    public Mp4Facts end(boolean endProven) throws BrokenMp4Exception {
        if (leaf != null && !leaf.endless()) {
            throw new BrokenMp4Exception("cut: " + (leaf.end() - position) + " bytes of the box " + leaf.type()
                    + " are missing after " + position);
        }
        if (header.begun() || !open.stream().allMatch(Box::endless)) {
            throw new BrokenMp4Exception("cut: the file ends inside of a box after " + position + " bytes");
        }
        top.ended(endProven, leaf != null || !open.isEmpty());
        while (!open.isEmpty()) {
            movie.closed(open.pop().type());
        }
        return movie.facts(position);
    }

    private void begin() throws BrokenMp4Exception {
        long size = header.size();
        long start = position - header.length();
        long parentEnd = open.isEmpty() ? Box.TO_THE_END : open.element().end();
        long end = size == 0 ? parentEnd : start + size;
        boolean sane = end > start && (size == 0 || end != Box.TO_THE_END);
        if (!sane || end > parentEnd) {
            throw new BrokenMp4Exception("the box " + header.type() + " at " + start + " reaches beyond its parent");
        }
        enter(new Box(header.type(), end));
        header.clear();
    }

    private void enter(Box box) throws BrokenMp4Exception {
        if (open.isEmpty()) {
            top.begun(box.type());
        }
        if (box.container()) {
            if (open.size() == DEEPEST) {
                throw new BrokenMp4Exception("boxes are nested deeper than " + DEEPEST);
            }
            open.push(box);
            movie.opened(box.type());
            return;
        }
        leaf(box, box.endless() ? 0 : (int) Math.min(box.kept(), box.end() - position));
    }

    private void leaf(Box box, int worthKeeping) {
        leaf = box;
        kept = new byte[worthKeeping];
        keptLength = 0;
    }

    private int through(Box box, byte[] bytes, int offset, int available) {
        int taken = (int) Math.min(available, box.end() - position);
        int worth = Math.min(taken, kept.length - keptLength);
        System.arraycopy(bytes, offset, kept, keptLength, worth);
        keptLength += worth;
        return taken;
    }

    private void leaveWhatEnds() throws BrokenMp4Exception {
        if (leaf != null && leaf.end() == position) {
            movie.header(leaf.type(), new HeaderBytes(Arrays.copyOf(kept, keptLength)));
            leaf = null;
        }
        while (leaf == null && !open.isEmpty() && open.element().end() == position) {
            movie.closed(open.pop().type());
        }
        if (leaf == null && !open.isEmpty() && !header.begun() && open.element().end() - position < BoxHeader.SHORT) {
            // Some writers end a container with four bytes of zero: too few for a box, and not missed.
            leaf(new Box("pad ", open.element().end()), 0);
        }
    }
}
