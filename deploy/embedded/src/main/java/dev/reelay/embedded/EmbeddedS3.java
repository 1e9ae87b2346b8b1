package dev.reelay.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store on loopback whose buckets are folders and whose objects are files, so that results can be looked at. */
public final class EmbeddedS3 implements AutoCloseable {
    private final S3Proxy server;
    private final Path folder;

    private EmbeddedS3(S3Proxy server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts a store below {@code folder}; port 0 takes any free one. */
    public static EmbeddedS3 start(Path folder, int port, String accessKey, String secretKey) throws IOException {
        Files.createDirectories(folder);
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                // The SDK tells the size of a multipart upload in a header that the store does not know.
                .ignoreUnknownHeaders(true)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .build();
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the S3 store could not start on port " + port, e);
        }
        return new EmbeddedS3(server, folder);
    }

    /** Makes a bucket unless it is there. The store takes a folder that all may read for a public bucket: ours is not. */
    public void createBucket(String bucket) throws IOException {
        Path made = Files.createDirectories(folder.resolve(bucket));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    }

    /** Where clients reach it, path style. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the S3 store did not stop", e);
        }
    }
}
