package dev.reelay.standalone;

import dev.reelay.standalone.console.PlainFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of everything that outlives a run, held by one process at a time: the system frees the lock when that
 * process dies in whatever way, so a kill leaves nothing behind that hinders the next start.
 */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Takes the folder for this process, making it if need be. */
    static DataFolder open(Path given) {
        Path root = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, Permissions.OWNER_FOLDER);
            FileChannel file = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = file.tryLock();
            if (lock == null) {
                String holder = Files.readString(root.resolve("lock")).strip();
                file.close();
                throw new PlainFailure("Reelay already runs on " + root + " (" + holder
                        + "); stop it, or choose another folder with --data");
            }
            return new DataFolder(root, file);
        } catch (IOException e) {
            throw new PlainFailure(
                    "the data folder " + root + " cannot be used: " + PlainFailure.reason(e)
                            + "; choose another with --data",
                    e);
        }
    }

    Path root() {
        return root;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Tells whoever finds the folder taken who holds it. */
    void signed(String holder) throws IOException {
        lockFile.truncate(0);
        lockFile.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Deletes everything but the lock and the unpacked programs of PostgreSQL, which are no data. */
    void reset() {
        Path programs = root.resolve("postgresql/bin");
        try (Stream<Path> entries = Files.walk(root)) {
            List<Path> doomed = entries.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(root) && !path.equals(root.resolve("lock")))
                    .filter(path -> !path.startsWith(programs) && !programs.startsWith(path))
                    .toList();
            for (Path path : doomed) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new PlainFailure("the data folder " + root + " cannot be emptied: " + PlainFailure.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new PlainFailure("the lock of " + root + " could not be given back", e);
        }
    }
}
