# Limber in a container: one process, everything that changes in /var/limber.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 LIMBER_VAR=/var/limber PATH=/opt/limber/bin:$PATH
RUN python -m venv /opt/limber \
 && useradd --system --uid 1000 --home-dir /srv/limber limber \
 && install -d -o limber -g limber /srv/limber /var/limber
WORKDIR /srv/limber

COPY requirements.txt requirements-postgres.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes \
    -r requirements.txt -r requirements-postgres.txt

COPY . .
USER limber
VOLUME /var/limber
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "bin/healthy.py"]
CMD ["bin/serve"]
