package dev.reelay.webhook;

import dev.reelay.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What deliveries in the forms of providers are signed with. All of it follows from the installation's key, so that nothing is
 * kept: fal's key is one for the installation, WaveSpeed's and Replicate's secrets are each tenant's own.
 */
@ApplicationScoped
public class FacadeSecrets {
    private final Sealer sealer;

    FacadeSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The key that signs now, and behind it those of former keys of the installation; empty where there is none. */
    public List<FalSignature> fal() {
        return sealer.derive("reelay.webhook.fal").stream()
                .map(FalSignature::of)
                .toList();
    }

    /** What a tenant's deliveries in the form of Replicate are signed with, by each key in turn; the first signs. */
    public List<SigningSecret> replicate(int tenant) {
        return sealer.derive("reelay.webhook.replicate." + tenant).stream()
                .map(SigningSecret::of)
                .toList();
    }

    /** The same in the form of WaveSpeed. */
    public List<WaveSpeedSignature> waveSpeed(int tenant) {
        return sealer.derive("reelay.webhook.wavespeed." + tenant).stream()
                .map(WaveSpeedSignature::of)
                .toList();
    }
}
