"""How text becomes another language: models, engine, memory, jobs."""
