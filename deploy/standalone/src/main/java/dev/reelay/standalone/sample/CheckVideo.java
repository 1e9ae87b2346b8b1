package dev.reelay.standalone.sample;

import dev.reelay.simulator.Simulator;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.standalone.console.PlainFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads a stored video back from S3 and compares it with what the api says of it and with what the simulator rendered. */
final class CheckVideo {
    private final Client client;
    private final Optional<Simulator> simulator;

    CheckVideo(Client client, Optional<Simulator> simulator) {
        this.client = client;
        this.simulator = simulator;
    }

    void check(StoredVideo video, String marker) {
        String read = sha256(video);
        if (!read.equals(video.sha256())) {
            throw new PlainFailure("the stored video is not whole: its SHA-256 is " + read + ", not " + video.sha256());
        }
        simulator.ifPresent(rendered -> compare(rendered, read, marker));
    }

    private String sha256(StoredVideo video) {
        try (InputStream body = client.open(video.link());
                DigestInputStream bytes = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
            long count = bytes.transferTo(OutputStream.nullOutputStream());
            if (count != video.bytes()) {
                throw new PlainFailure(
                        "the stored video is not whole: " + count + " bytes instead of " + video.bytes());
            }
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (IOException e) {
            throw new PlainFailure("the stored video cannot be read back: " + PlainFailure.reason(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void compare(Simulator simulator, String read, String marker) {
        List<BillLine> bought = simulator
                .bill(line -> line.verdict().accepted()
                        && String.valueOf(line.received().body()).contains(marker))
                .lines();
        if (bought.size() != 1) {
            throw new PlainFailure("the simulator's bill has the sample " + bought.size() + " times instead of once");
        }
        String rendered = simulator.sha256(bought.getFirst().job());
        if (!rendered.equals(read)) {
            throw new PlainFailure("what is stored is not what was rendered: SHA-256 " + read + ", not " + rendered);
        }
    }
}
