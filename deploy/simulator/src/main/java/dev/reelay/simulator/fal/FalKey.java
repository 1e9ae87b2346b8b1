package dev.reelay.simulator.fal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** The key that signs webhooks. It is the same in every simulator and known to all: it protects nothing. */
final class FalKey {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String PUBLIC = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";

    private FalKey() {}

    /** The set of public keys by which receivers check signatures. */
    static ObjectNode jwks() {
        ObjectNode set = Json.object();
        set.putArray("keys").addObject().put("kty", "OKP").put("crv", "Ed25519").put("x", PUBLIC);
        return set;
    }

    static String sign(String message) {
        try {
            byte[] seed = HexFormat.of().parseHex(SEED);
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with Ed25519", e);
        }
    }
}
