package dev.reelay.catalog;

/** Small sound definitions for tests to use, and to spoil. */
final class Definitions {
    static final String PROVIDER = """
            provider: acme
            title: Acme
            base_url: https://api.acme.example/v2
            key_variable: ACME_KEY
            authentication:
              header: x-api-key
            variables:
              family: $split(model, "/")[0]
            submit:
              call: POST /{model}
              timeout: 20s
              headers:
                X-Client: reelay
              id: body.id
            poll:
              call: GET /{family}/jobs/{id}
              state: body.state
              states:
                waiting: queued
                working: running
                done: succeeded
                broken: failed
              pace:
                first: PT1S
                every: 2s
                longest: 1m
            result:
              outputs: "[body.file]"
            cancel:
              call: DELETE /jobs/{id}
              outcomes:
                - when: http = 200
                  outcome: cancelled
            errors:
              message: body.reason
              rules:
                - when: http = 401
                  class: unauthorized
                  message: '"Acme does not know the key"'
                - when: http >= 500
                  class: unavailable
            lifetimes:
              record: 1d
              result: 30d
            recovery: history
            history:
              call: POST /{family}/list
              body: '{"page": page, "since": after}'
              page_size: 50
              items: body.jobs
              item:
                id: job
                created_at: at
                input: sent
              window: {before: 1m, after: 5m}
              looks: {first: 2s, every: 4s, longest: 20s}
            """;

    static final String MODEL = """
            model: acme/zoom
            title: Zoom
            input:
              type: object
              additionalProperties: false
              required: [prompt]
              properties:
                prompt:
                  type: string
                  maxLength: 100
                seconds:
                  type: integer
                  minimum: 1
                  maximum: 8
                  default: 4
            rules:
              - when: seconds > 6 and prompt = "calm"
                at: /seconds
                message: must be at most 6 for a calm prompt
            sample:
              prompt: A road
            offerings:
              - provider: acme
                provider_model: zoom/one
                serves:
                  properties:
                    prompt: true
                    seconds:
                      maximum: 6
                mapping: |
                  {
                    "text": prompt,
                    "length": seconds
                  }
                price:
                  currency: USD
                  amount: 0.1 * seconds
                  as_of: 2026-08-31
                  source: https://acme.example/prices
                limits:
                  typical: 1m
                  longest: 10m
            """;

    static final String OFFERING = """
            model: luma/ray-2/image-to-video
            provider: acme
            provider_model: luma/ray-2
            serves:
              properties:
                prompt: true
                image_url: true
                loop: {const: false}
                resolution: {const: 540p}
                duration: {const: 5}
            mapping: '{"text": prompt, "first": image_url}'
            limits: {typical: 1m, longest: 10m}
            """;

    static final String NATIVE = """
            model: zoom/one
            title: Zoom, in Acme's own form
            input:
              type: object
              properties:
                text: {type: string, default: Somebody's words}
            sample:
              text: A road
            native:
              provider: acme
              limits: {typical: 1m, longest: 10m}
            """;

    private Definitions() {}
}
