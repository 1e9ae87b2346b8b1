package dev.reelay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A broker that demands TLS and a name with its password, by SCRAM-SHA-512 or PLAIN. Its certificate is its own, for
 * 127.0.0.1, and good for a few days.
 *
 * @param keys certificate and key, as PKCS12
 * @param certificate what clients must trust, as PEM
 */
public record BrokerSecurity(Path keys, Path certificate, String user, String password) {
    private static final String STORE_PASSWORD = "of-the-store";

    /** Makes the certificate below a folder, with the JDK's own tool; one client is known, by this name. */
    public static BrokerSecurity make(Path folder, String user, String password)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        BrokerSecurity made =
                new BrokerSecurity(folder.resolve("broker.p12"), folder.resolve("broker.pem"), user, password);
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "3",
                "-storetype",
                "PKCS12",
                "-keystore",
                made.keys().toString());
        keytool(
                "-exportcert",
                "-alias",
                "broker",
                "-rfc",
                "-file",
                made.certificate().toString(),
                "-keystore",
                made.keys().toString());
        return made;
    }

    /** What a client sets, as Kafka names it; the mechanism is {@code SCRAM-SHA-512} or {@code PLAIN}. */
    public Map<String, String> client(String mechanism) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                login(mechanism, ""),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    Map<String, Object> broker() {
        return Map.of(
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512,PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "SCRAM-SHA-512",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                login("SCRAM-SHA-512", ""),
                "listener.name.clients.plain.sasl.jaas.config",
                login("PLAIN", " user_" + user + "=\"" + password + "\""),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keys,
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate);
    }

    /** The users that a new cluster begins with. */
    List<String> users() {
        return List.of("SCRAM-SHA-512=[name=" + user + ",password=" + password + "]");
    }

    private String login(String mechanism, String more) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                + password + "\"" + more + ";";
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("no certificate could be made: " + command.get(1));
        }
    }

    @Override
    public String toString() {
        return "for " + user;
    }
}
