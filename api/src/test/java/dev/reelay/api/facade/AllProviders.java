package dev.reelay.api.facade;

import dev.reelay.api.testing.Servers;
import java.util.HashMap;
import java.util.Map;

/** An installation with keys at all of the providers. */
public class AllProviders extends Servers {
    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        settings.put("reelay.providers.wavespeed.key", "wavespeed-key-of-the-tests");
        settings.put("reelay.providers.segmind.key", "segmind-key-of-the-tests");
        settings.put("reelay.providers.segmind-v1.key", "segmind-v1-key-of-the-tests");
        return settings;
    }
}
