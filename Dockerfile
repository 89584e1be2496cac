# One image for web, worker, beat and migrate; docker-compose.yml says which is which.
FROM python:3.11-slim-trixie

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=p3aks.settings \
    P3AKS_VAR=/app/var \
    FONTCONFIG_FILE=/app/fonts.conf \
    HOME=/tmp

# The three libraries WeasyPrint loads (the fonts are our own), and pg_dump for `cadangkan`: not
# older than the server in docker-compose.yml, or it refuses.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin p3aks

WORKDIR /app

COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt

COPY . .

# Static files belong to the image, so an upgrade never serves old ones. The key lives for this one
# command. Folders are made here with their owner, because volumes inherit both from the image.
RUN python -m p3aks.bootstrap.huruf /app/fonts.conf \
    && SECRET_KEY="$(head -c 60 /dev/urandom | base64 -w0)" \
        python manage.py collectstatic --no-input --verbosity 0 \
    && mkdir -p var/berkas var/cache \
    && mkdir -p -m 700 var/berkas-rahasia var/cadangan \
    && chown -R p3aks:p3aks var

USER p3aks
EXPOSE 8000

CMD ["gunicorn", "p3aks.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
