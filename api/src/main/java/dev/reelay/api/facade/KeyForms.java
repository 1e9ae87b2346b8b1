package dev.reelay.api.facade;

import dev.reelay.api.caller.KeyForm;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

/** Where the providers' clients put their keys, other than fal's. */
class KeyForms {
    private static final String BEARER = "Bearer ";

    @Produces
    @Singleton
    KeyForm wavespeed() {
        return new PlainKeyForm(Front.WAVESPEED, HttpHeaders.AUTHORIZATION, BEARER);
    }

    @Produces
    @Singleton
    KeyForm runcomfy() {
        return new PlainKeyForm(Front.RUNCOMFY, HttpHeaders.AUTHORIZATION, BEARER);
    }

    @Produces
    @Singleton
    KeyForm replicate() {
        return new PlainKeyForm(Front.REPLICATE, HttpHeaders.AUTHORIZATION, BEARER);
    }

    @Produces
    @Singleton
    KeyForm openai() {
        return new PlainKeyForm(Front.OPENAI, HttpHeaders.AUTHORIZATION, BEARER);
    }

    @Produces
    @Singleton
    KeyForm segmind() {
        return new PlainKeyForm(Front.SEGMIND, "x-api-key", "");
    }
}
