package dev.reelay.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.manifest.ManifestFormat;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.batch.BatchTerms;
import dev.reelay.catalog.Violation;
import dev.reelay.request.Fields;
import dev.reelay.request.S3Address;
import dev.reelay.storage.ObjectStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Manifests come in: as the body itself, or as the address of an object. */
@Path("/v1/batches")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class UploadResource {
    private static final Set<String> OF_OBJECT = Set.of("manifest", "format");

    private final ReadBatchTerms read;
    private final ReadBody body;
    private final AnswerManifest answer;
    private final ObjectStore store;
    private final Caller caller;

    UploadResource(ReadBatchTerms read, ReadBody body, AnswerManifest answer, ObjectStore store, Caller caller) {
        this.read = read;
        this.body = body;
        this.answer = answer;
        this.store = store;
        this.caller = caller;
    }

    @POST
    @Consumes({
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/x-ndjson",
        "application/ndjson",
        "text/csv"
    })
    public Response upload(@Context HttpHeaders headers, @Context UriInfo address, InputStream manifest)
            throws IOException {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), ReadBatchTerms.FIELDS);
        query.endIfRefused();
        ObjectNode asked = ReadBatchTerms.object(address.getQueryParameters());
        Fields fields = new Fields(asked);
        BatchTerms terms = read.read(fields, asked);
        fields.violations().forEach(wrong -> query.refuse(parameter(wrong), wrong.message()));
        query.endIfRefused();
        MediaType type = headers.getMediaType();
        return answer.answer(
                terms, ManifestFormat.of(type).orElseThrow(), charset(type), decoded(headers, manifest), headers);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response fromObject(@Context HttpHeaders headers, InputStream sent) {
        JsonNode asked = body.json(sent);
        if (!asked.isObject()) {
            throw refusal(List.of(new Violation("", "must be an object with the address of a manifest")));
        }
        Fields fields = new Fields(asked);
        Set<String> known = new HashSet<>(ReadBatchTerms.FIELDS);
        known.addAll(OF_OBJECT);
        fields.onlyKnown(known);
        BatchTerms terms = read.read(fields, asked);
        Optional<S3Address> place = place(fields);
        ManifestFormat format = format(fields, place.map(S3Address::key).orElse(""));
        if (place.isEmpty() || !fields.violations().isEmpty()) {
            throw refusal(fields.violations());
        }
        InputStream manifest = store.open(place.get().bucket(), place.get().key())
                .orElseThrow(() -> refusal(List.of(new Violation("/manifest", "names no object; upload it first"))));
        return answer.answer(terms, format, StandardCharsets.UTF_8, manifest, headers);
    }

    private Optional<S3Address> place(Fields fields) {
        String given = fields.text("manifest", "the address of an object, s3://bucket/key");
        S3Address.objection(String.valueOf(given), caller.tenant())
                .ifPresent(wrong -> fields.refuse("manifest", wrong));
        return S3Address.parse(String.valueOf(given));
    }

    private static ManifestFormat format(Fields fields, String key) {
        String given = fields.text("format", "jsonl or csv");
        String word = given != null ? given : key.endsWith(".csv") ? "csv" : "jsonl";
        return ManifestFormat.of(word).orElseGet(() -> {
            fields.refuse("format", "must be jsonl or csv");
            return ManifestFormat.JSONL;
        });
    }

    private static String parameter(Violation wrong) {
        return wrong.pointer().isEmpty() ? "" : wrong.pointer().substring(1);
    }

    private static ProblemException refusal(List<Violation> wrong) {
        return new ProblemException(Problem.violations(
                ProblemType.INVALID_REQUEST, "Nothing was accepted. Mend what is listed and send it again.", wrong));
    }

    private static Charset charset(MediaType type) {
        String name = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "The charset of the Content-Type is not known; send UTF-8."));
        }
    }

    private static InputStream decoded(HttpHeaders headers, InputStream manifest) throws IOException {
        String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            return manifest;
        }
        if (!coding.equalsIgnoreCase("gzip")) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "A manifest may be sent with Content-Encoding: gzip or as it is."));
        }
        return Unpacked.of(manifest);
    }
}
