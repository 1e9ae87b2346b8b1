#!/bin/sh
# Makes the bucket, and a user each for the api and the workers, with no more rights than the files beside this one say. May be
# repeated. The root user's login stays with the store and with this step.
set -eu

mc alias set root http://s3:9000 root "$S3_ROOT_SECRET_KEY"
mc mb --ignore-existing root/reelay

user() {
  mc admin policy create root "$1" "/etc/reelay/$1.json"
  mc admin user add root "$1" "$2"
  # It takes a policy that is attached already for a fault.
  said=$(mc admin policy attach root "$1" --user "$1" 2>&1) || case "$said" in
    *"already in effect"*) ;;
    *)
      echo "$said" >&2
      exit 1
      ;;
  esac
}

user reelay-api "$S3_API_SECRET_KEY"
user reelay-worker "$S3_WORKER_SECRET_KEY"
